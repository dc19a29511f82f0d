import { describe, expect, it } from '@jest/globals';
import type { FrameLook } from '../page/recording.js';
import { checkFrames, restDifference } from './frame-check.js';

/** Frame 300, shown 20 ms after it was looked at. */
const FITTING: FrameLook = {
  atMs: 1_000,
  displayMs: 1_020,
  currentTime: 9.985,
  rate: 1,
  mediaTime: 10,
  frame: 300,
};

describe('the check of frames', () => {
  it('brings currentTime to the moment of the display', () => {
    const check = checkFrames([FITTING, { ...FITTING, rate: 1.5 }]);
    expect(check).toMatchObject({ looks: 2, read: 2, numberFits: 2, withinFrame: 2 });
    expect(check.differenceMs.p50).toBeCloseTo(5);
    expect(check.differenceMs.max).toBeCloseTo(15);
  });

  it('notices a picture that is not that of its time', () => {
    expect(checkFrames([{ ...FITTING, frame: 301 }])).toMatchObject({ read: 1, numberFits: 0 });
  });

  it('notices a currentTime that is more than a frame away', () => {
    expect(checkFrames([{ ...FITTING, currentTime: 10.02 }])).toMatchObject({ looks: 1, withinFrame: 0 });
  });

  it('leaves out strips that could not be read, and pictures at rest', () => {
    const unread = { ...FITTING, frame: undefined };
    expect(checkFrames([unread, { ...FITTING, mediaTime: undefined }])).toMatchObject({ looks: 1, read: 0 });
  });
});

describe('pictures at rest', () => {
  it('lie so many frames apart', () => {
    expect(restDifference([FITTING, { ...FITTING, frame: 302 }])).toBe(2);
  });

  it('cannot be compared where one is not read', () => {
    expect(restDifference([FITTING, undefined])).toBeUndefined();
  });
});
