import { describe, expect, it } from '@jest/globals';
import type { Playback } from '@watchparty/shared';
import { createRoomTimeline } from './room-timeline.js';

const BASE: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: false,
  position: 0,
  rate: 1,
  effectiveAt: 0,
  version: 1,
};
const play = { ...BASE, isPlaying: true, effectiveAt: 1_000, version: 2 };
const seek = { ...play, position: 60, effectiveAt: 5_000, version: 3 };

describe('the timeline of a room', () => {
  it('follows each version from its moment on, in whichever order they were heard', () => {
    const room = createRoomTimeline([seek, BASE, play, play]);
    expect(room.positionAt(500)).toBe(0);
    expect(room.positionAt(3_000)).toBe(2);
    expect(room.positionAt(6_000)).toBe(61);
    expect(room.isMoving(500)).toBe(false);
    expect(room.isMoving(3_000)).toBe(true);
    expect(room.changesMs).toEqual([1_000, 5_000]);
  });

  it('leaves out what was overtaken before its moment', () => {
    const pause = { ...BASE, position: 3, effectiveAt: 4_000, version: 4 };
    const room = createRoomTimeline([BASE, play, seek, pause]);
    expect(room.changesMs).toEqual([1_000, 4_000]);
    expect(room.positionAt(6_000)).toBe(3);
  });

  it('knows no change in a version that goes on as before', () => {
    const described = { ...play, position: 2, effectiveAt: 3_000, duration: 360, version: 3 };
    expect(createRoomTimeline([BASE, play, described]).changesMs).toEqual([1_000]);
  });

  it('knows nothing before it was told anything', () => {
    expect(createRoomTimeline([]).positionAt(0)).toBeUndefined();
  });
});
