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

function roomOf(...playbacks: Playback[]) {
  return createRoomTimeline(playbacks.map((playback) => ({ playback, heardMs: playback.effectiveAt - 200 })));
}

describe('the timeline of a room', () => {
  it('follows each version from its moment on, in whichever order they were heard', () => {
    const room = roomOf(seek, BASE, play, play);
    expect(room.positionAt(500)).toBe(0);
    expect(room.positionAt(3_000)).toBe(2);
    expect(room.positionAt(6_000)).toBe(61);
    expect(room.isMoving(500)).toBe(false);
    expect(room.isMoving(3_000)).toBe(true);
    expect(room.changesMs).toEqual([1_000, 5_000]);
  });

  it('leaves out what was overtaken before its moment', () => {
    const pause = { ...BASE, position: 3, effectiveAt: 4_000, version: 4 };
    const room = roomOf(BASE, play, seek, pause);
    expect(room.changesMs).toEqual([1_000, 4_000]);
    expect(room.positionAt(6_000)).toBe(3);
  });

  it('knows no change in a version that goes on as before', () => {
    const described = { ...play, position: 2, effectiveAt: 3_000, duration: 360, version: 3 };
    expect(roomOf(BASE, play, described).changesMs).toEqual([1_000]);
  });

  it('stands from the moment that it says whom it waits for, until it goes on', () => {
    const wait = { ...play, position: 3, effectiveAt: 9_000, version: 3, waitingFor: ['anna'] };
    const goesOn = { ...play, position: 3, effectiveAt: 6_000, version: 4 };
    const heard = [
      { playback: play, heardMs: 800 },
      { playback: wait, heardMs: 4_000 },
      { playback: wait, heardMs: 4_300 },
    ];
    const untilItsMoment = createRoomTimeline(heard);
    expect(untilItsMoment.positionAt(5_000)).toBe(3);
    expect(untilItsMoment.isMoving(5_000)).toBe(false);
    expect(untilItsMoment.positionAt(10_000)).toBe(4);
    expect(untilItsMoment.changesMs).toEqual([4_000, 9_000]);
    expect(untilItsMoment.holdsMs).toEqual([4_000]);

    const sooner = createRoomTimeline([...heard, { playback: goesOn, heardMs: 5_800 }]);
    expect(sooner.isMoving(5_000)).toBe(false);
    expect(sooner.positionAt(7_000)).toBe(4);
  });

  it('runs on to where it stands', () => {
    const wait = { ...play, position: 3.3, effectiveAt: 9_000, version: 3, waitingFor: ['anna'] };
    const room = createRoomTimeline([
      { playback: play, heardMs: 800 },
      { playback: wait, heardMs: 4_000 },
    ]);
    expect(room.positionAt(4_200)).toBeCloseTo(3.2);
    expect(room.isMoving(4_200)).toBe(true);
    expect(room.positionAt(4_400)).toBe(3.3);
    expect(room.changesMs.map(Math.round)).toEqual([4_300, 9_000]);
  });

  it('knows nothing before it was told anything', () => {
    expect(roomOf().positionAt(0)).toBeUndefined();
  });
});
