import { createLatency } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { FIRST_LATENCIES } from './latencies.js';
import { createResuming } from './resuming.js';

interface Scene {
  nowMs: number;
  isSeeking: boolean;
  hasData: boolean;
  jumpedAtMs: number | undefined;
  standsNear: boolean;
  behindS: number;
  seekS: number;
  isLoaded: boolean;
  hasJumped: boolean;
  canSeek: boolean;
}

function stage() {
  const scene: Scene = {
    nowMs: 10_000,
    isSeeking: false,
    hasData: true,
    jumpedAtMs: undefined,
    standsNear: false,
    behindS: 0,
    seekS: 0.12,
    isLoaded: true,
    hasJumped: false,
    canSeek: true,
  };
  const resuming = createResuming({
    player: fakePlayer({ isSeeking: () => scene.isSeeking, hasData: () => scene.hasData }),
    timeline: () => undefined,
    seeker: {
      latest: () =>
        scene.jumpedAtMs === undefined
          ? undefined
          : { toS: 0, sinceMs: scene.jumpedAtMs, cost: 'seek', isOver: false },
      latencies: () => ({ ...FIRST_LATENCIES, seek: createLatency(scene.seekS, 2) }),
      hasLoaded: () => scene.isLoaded,
    },
    place: { standsNear: () => scene.standsNear, behindS: () => scene.behindS },
    pilot: { startLatencyS: () => 0.05, hasJumped: () => scene.hasJumped },
    corrector: { catchUpS: () => 0.6 },
    canSeek: () => scene.canSeek,
    now: () => scene.nowMs,
  });
  const decide = () => resuming.decide({ phase: 'moving', position: 100, rate: 1 });
  return { scene, resuming, decide };
}

describe('a player that stands while the room runs', () => {
  it('starts where it is hardly late, and else jumps, which is quick', () => {
    const { scene, decide, resuming } = stage();
    scene.behindS = 0.06;
    expect(decide()).toBe('start');
    resuming.forget();
    scene.behindS = 0.08;
    expect(decide()).toBe('jump');
  });

  it.each([
    ['jumps are slow here', { seekS: 0.3 }],
    ['it has jumped for this timeline already', { hasJumped: true }],
    ['what is there must be fetched', { isLoaded: false }],
  ])('runs after the room as far as it can where %s', (_, change) => {
    const { scene, decide, resuming } = stage();
    Object.assign(scene, change, { behindS: 0.54 });
    expect(decide()).toBe('start');
    resuming.forget();
    scene.behindS = 0.56;
    expect(decide()).toBe('jump');
  });

  it('just starts where it cannot jump', () => {
    const { scene, decide } = stage();
    Object.assign(scene, { canSeek: false, behindS: 90 });
    expect(decide()).toBe('start');
  });

  it('waits for the others where it stands ahead of them in a hold', () => {
    const { scene, decide } = stage();
    Object.assign(scene, { standsNear: true, behindS: -0.06 });
    expect(decide()).toBe('plan_start');
    // That was no try.
    scene.behindS = -0.04;
    expect(decide()).toBe('start');
  });

  it('is a matter of how far, be it ahead, where it does not stand in a hold', () => {
    const { scene, decide, resuming } = stage();
    scene.behindS = -0.06;
    expect(decide()).toBe('start');
    resuming.forget();
    scene.behindS = -0.18;
    expect(decide()).toBe('jump');
  });

  it('tries again 2 s later, or when it is told to', () => {
    const { scene, decide, resuming } = stage();
    expect(decide()).toBe('start');
    scene.nowMs += 1_999;
    expect(decide()).toBe('wait');
    scene.nowMs += 1;
    expect(decide()).toBe('start');
    expect(decide()).toBe('wait');
    resuming.forget();
    expect(decide()).toBe('start');
  });

  it('is left to a jump that is on its way, for 8 s', () => {
    const { scene, decide } = stage();
    Object.assign(scene, { isSeeking: true, jumpedAtMs: 10_000, nowMs: 17_999 });
    expect(decide()).toBe('wait');
    scene.nowMs = 18_000;
    expect(decide()).toBe('start');
  });

  it('is given 1.5 s for the data of where it has jumped to', () => {
    const { scene, decide } = stage();
    Object.assign(scene, { hasData: false, jumpedAtMs: 10_000, nowMs: 11_499 });
    expect(decide()).toBe('wait');
    scene.nowMs = 11_500;
    expect(decide()).toBe('start');
  });

  it('waits for no jump that somebody else made', () => {
    const { scene, decide } = stage();
    Object.assign(scene, { isSeeking: true, hasData: false });
    expect(decide()).toBe('start');
  });
});
