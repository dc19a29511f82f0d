import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createPreview } from './preview.js';

const running: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 10,
  rate: 1,
  effectiveAt: 1_700_000_000_000,
  version: 7,
};

function stage() {
  const time = { nowMs: 1_000 };
  return { time, preview: createPreview(() => time.nowMs) };
}

describe('what is shown of a wish before the room does it', () => {
  it('is nothing before anybody wishes, and nothing after its end', () => {
    const { preview } = stage();
    expect(preview.shown()).toBeUndefined();
    expect(preview.end()).toBe(false);
    preview.begin({ type: 'pause' });
    expect(preview.shown()).toEqual({ type: 'pause' });
    expect(preview.end()).toBe(true);
    expect(preview.shown()).toBeUndefined();
  });

  it('is the newest wish, told apart from one before that says the same', () => {
    const { preview } = stage();
    const wish = { type: 'seek', position: 40 } as const;
    preview.begin(wish);
    const first = preview.shown();
    preview.begin(wish);
    expect(preview.shown()).toEqual(wish);
    expect(preview.shown()).not.toBe(first);
  });

  it('is overdue after three seconds', () => {
    const { preview, time } = stage();
    expect(preview.isOverdue()).toBe(false);
    preview.begin({ type: 'pause' });
    time.nowMs += 3_000;
    expect(preview.isOverdue()).toBe(false);
    time.nowMs += 1;
    expect(preview.isOverdue()).toBe(true);
  });

  it('gives way to a timeline that says the same, and outlasts what was on its way before it', () => {
    const { preview } = stage();
    expect(preview.outlasts(running)).toBe(false);
    preview.begin({ type: 'pause' });
    expect(preview.outlasts(running)).toBe(true);
    expect(preview.outlasts({ ...running, isPlaying: false })).toBe(false);
    preview.begin({ type: 'seek', position: 10.5 });
    expect(preview.outlasts(running)).toBe(false);
    preview.begin({ type: 'seek', position: 10.6 });
    expect(preview.outlasts(running)).toBe(true);
  });

  it('outlasts, once it was answered, only versions before that of the answer', () => {
    const { preview } = stage();
    preview.begin({ type: 'pause' });
    preview.answered(8);
    expect(preview.outlasts({ ...running, isPlaying: false, version: 7 })).toBe(true);
    expect(preview.outlasts({ ...running, version: 8 })).toBe(false);
  });

  it('knows nothing of an answer to a wish before it', () => {
    const { preview } = stage();
    preview.answered(5);
    preview.begin({ type: 'pause' });
    preview.answered(8);
    preview.begin({ type: 'pause' });
    expect(preview.outlasts({ ...running, version: 9 })).toBe(true);
  });
});
