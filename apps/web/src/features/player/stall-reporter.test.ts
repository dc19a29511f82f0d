import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createStallReporter, type StallLook } from './stall-reporter.js';

const T0 = 1_800_000_000_000;
const running: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: T0 - 10_000,
  version: 5,
};
const waitingFor = (...userIds: string[]): Playback => ({
  ...running,
  effectiveAt: T0 + 60_000,
  version: 6,
  waitingFor: userIds,
});

/** A player that has run along, and what was reported of it. */
function stage({ isFresh = false } = {}) {
  const reports: boolean[] = [];
  const reporter = createStallReporter((isStalled) => reports.push(isStalled));
  let nowMs = 0;
  /** Lets time pass in which the player stands like this. */
  const pass = (ms: number, how: Partial<StallLook> = {}): boolean[] => {
    for (const end = nowMs + ms; nowMs < end; nowMs += 100) {
      const playback = how.playback ?? running;
      reporter.look({
        playback,
        youId: 'anya',
        isMoving: playback.effectiveAt <= T0,
        canFollow: true,
        isInAd: false,
        isPaused: false,
        isSeeking: false,
        hasData: true,
        aheadS: 10,
        expectedDelayS: 0,
        serverNowMs: T0,
        nowMs,
        ...how,
      });
    }
    return reports.splice(0);
  };
  if (!isFresh) pass(1_000);
  return pass;
}

describe('reports of stalls', () => {
  it('[BF1] tells once of a player that stands without data for more than half a second', () => {
    const pass = stage();
    expect(pass(600, { hasData: false })).toEqual([]);
    expect(pass(5_000, { hasData: false })).toEqual([true]);
    pass(200);
    expect(pass(700, { hasData: false })).toEqual([true]);
  });

  it('[BF1] tells again of another timeline, as the first report did not concern it', () => {
    const pass = stage();
    expect(pass(700, { hasData: false })).toEqual([true]);
    expect(pass(700, { hasData: false, playback: { ...running, version: 6 } })).toEqual([true]);
  });

  it('is silent about hiccups, a paused room and a player that has not been told to fetch anything', () => {
    const pass = stage();
    for (let turn = 0; turn < 10; turn++) {
      expect(pass(500, { hasData: false })).toEqual([]);
      expect(pass(100)).toEqual([]);
    }
    expect(pass(3_000, { hasData: false, isMoving: false })).toEqual([]);
    expect(pass(3_000, { hasData: false, isPaused: true })).toEqual([]);
  });

  it('[BF1] tells of a jump to where there is no data', () => {
    const pass = stage();
    expect(pass(700, { hasData: false, isPaused: true, isSeeking: true })).toEqual([true]);
  });

  it('[BF1] tells at once of a jump that will end too late, before the others have started', () => {
    const pass = stage();
    const jumping = {
      playback: { ...running, effectiveAt: T0 + 400, version: 6 },
      hasData: false,
      isPaused: true,
      isSeeking: true,
    };
    expect(pass(300, { ...jumping, expectedDelayS: 0.2 })).toEqual([]);
    expect(pass(100, { ...jumping, expectedDelayS: 0.3 })).toEqual([true]);
    expect(pass(2_000, { ...jumping, expectedDelayS: 0.4 })).toEqual([]);
  });

  it('is silent about a jump to what was believed to be out there, and is here', () => {
    const pass = stage();
    const playback = { ...running, effectiveAt: T0 + 400, version: 6 };
    const jumping = { playback, hasData: false, isPaused: true, isSeeking: true };
    expect(pass(100, { ...jumping, expectedDelayS: 0.9 })).toEqual([]);
    expect(pass(1_000, { playback, isPaused: true })).toEqual([]);
  });

  it('[BF3] is ready at once, while the word that the room waits is still on its way', () => {
    const pass = stage();
    const playback = { ...running, effectiveAt: T0 + 400, version: 6 };
    const jumping = { playback, hasData: false, isPaused: true, isSeeking: true, expectedDelayS: 0.9 };
    expect(pass(200, jumping)).toEqual([true]);
    expect(pass(1_000, { playback, isPaused: true })).toEqual([false]);
    expect(pass(100, { playback: waitingFor('anya'), isPaused: true })).toEqual([false]);
  });

  it('[BF1] counts from the jump, and not from when the others start', () => {
    const pass = stage();
    const jumping = {
      playback: { ...running, effectiveAt: T0 + 900, version: 6 },
      hasData: false,
      isSeeking: true,
    };
    expect(pass(600, { ...jumping, isPaused: true })).toEqual([]);
    expect(pass(100, { ...jumping, isPaused: true })).toEqual([true]);
  });

  it('is silent while a player cannot follow, and until it has caught up then', () => {
    const pass = stage();
    expect(pass(3_000, { hasData: false, canFollow: false })).toEqual([]);
    expect(pass(3_000, { hasData: false })).toEqual([]);
    expect(pass(100)).toEqual([]);
    expect(pass(700, { hasData: false })).toEqual([true]);
  });

  it('is silent until somebody who has just come in has caught up', () => {
    const pass = stage({ isFresh: true });
    expect(pass(5_000, { hasData: false })).toEqual([]);
    expect(pass(100)).toEqual([]);
    expect(pass(700, { hasData: false })).toEqual([true]);
  });

  it('[BF3] says that it is ready when there is enough to go on, and again should that be lost', () => {
    const pass = stage();
    const playback = waitingFor('anya');
    const standing = { playback, isPaused: true };
    expect(pass(3_000, { ...standing, hasData: false })).toEqual([]);
    expect(pass(1_000, { ...standing, aheadS: 0.4 })).toEqual([]);
    expect(pass(1_000, { ...standing, isSeeking: true })).toEqual([]);
    expect(pass(900, standing)).toEqual([false]);
    expect(pass(900, standing)).toEqual([false]);
    expect(pass(2_000, { playback: waitingFor('borya'), isPaused: true })).toEqual([]);
  });

  it('[BF3] is ready as soon as it has data, where a player does not tell how much', () => {
    const pass = stage();
    expect(pass(100, { playback: waitingFor('anya'), isPaused: true, aheadS: undefined })).toEqual([false]);
  });

  it('[BF3] has the others wait for it, too, when it lacks data while they wait for somebody else', () => {
    const pass = stage();
    const standing = { playback: waitingFor('borya'), isPaused: true };
    expect(pass(2_000, standing)).toEqual([]);
    expect(pass(700, { ...standing, hasData: false })).toEqual([true]);
  });

  it('tells of nothing while an advertisement is shown, nor before the player has caught up after it', () => {
    const pass = stage();
    expect(pass(3_000, { hasData: false, isInAd: true })).toEqual([]);
    expect(pass(3_000, { hasData: false })).toEqual([]);
    expect(pass(300)).toEqual([]);
    expect(pass(700, { hasData: false })).toEqual([true]);
  });

  it('lets a room go on that waits for somebody who is shown an advertisement', () => {
    const pass = stage();
    const waiting = { playback: waitingFor('anya'), hasData: false };
    expect(pass(300, waiting)).toEqual([]);
    expect(pass(300, { ...waiting, isInAd: true })).toEqual([false]);
  });
});
