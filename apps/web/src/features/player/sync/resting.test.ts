import { driftTuningOf, type DriftTuning } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { createResting } from './resting.js';
import type { Jump } from './seeker.js';

const tunings = driftTuningOf('exact');

interface Scene {
  isSeeking: boolean;
  jump: Jump | undefined;
  standsNear: boolean;
  hasRun: boolean;
  isMeasured: boolean;
  isOff: boolean;
}

function stage() {
  const scene: Scene = {
    isSeeking: false,
    jump: undefined,
    standsNear: false,
    hasRun: false,
    isMeasured: true,
    isOff: false,
  };
  const looks: DriftTuning[] = [];
  const noted = { count: 0 };
  const resting = createResting({
    player: fakePlayer({ isSeeking: () => scene.isSeeking }),
    seeker: { latest: () => scene.jump },
    place: { standsNear: () => scene.standsNear },
    pilot: { hasRun: () => scene.hasRun },
    corrector: {
      lookAtRest(_position, tuning) {
        looks.push(tuning);
        return { type: scene.isOff ? 'seek' : 'none' };
      },
      noteSeek: () => (noted.count += 1),
    },
    tunings,
    isMeasured: () => scene.isMeasured,
  });
  return { scene, looks, noted, resting };
}

describe('a picture that stands', () => {
  it('is put right to the frame once a timeline, and loosely from then on', () => {
    const { looks, resting } = stage();
    resting.mustJump(10);
    resting.mustJump(10);
    resting.beginTimeline();
    resting.mustJump(10);
    expect(looks).toEqual([tunings.landed, tunings.steady, tunings.landed]);
  });

  it('is put right by a jump in any case where it has run', () => {
    const { scene, looks, resting } = stage();
    scene.hasRun = true;
    resting.mustJump(10);
    expect(looks).toEqual([tunings.ranOut]);
  });

  it('jumps where the look says so', () => {
    const { scene, resting } = stage();
    expect(resting.mustJump(10)).toBe(false);
    scene.isOff = true;
    expect(resting.mustJump(10)).toBe(true);
  });

  it('stays where it is near enough in a hold, without a look', () => {
    const { scene, looks, resting } = stage();
    Object.assign(scene, { standsNear: true, isOff: true });
    expect(resting.mustJump(10)).toBe(false);
    expect(looks).toEqual([]);
  });

  it('is on its way where it jumps there, and sent on where it jumps elsewhere', () => {
    const { scene, looks, noted, resting } = stage();
    Object.assign(scene, { isSeeking: true, jump: { toS: 10, sinceMs: 0, cost: 'seek', isOver: false } });
    expect(resting.mustJump(10)).toBe(false);
    expect(noted.count).toBe(0);
    expect(resting.mustJump(20)).toBe(true);
    expect(noted.count).toBe(1);
    expect(looks).toEqual([]);
  });

  it('is left alone where nobody knows where it stands', () => {
    const { scene, looks, resting } = stage();
    Object.assign(scene, { isMeasured: false, isOff: true });
    expect(resting.mustJump(10)).toBe(false);
    expect(looks).toEqual([]);
  });
});
