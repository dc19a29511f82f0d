import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { createLanding } from './landing.js';
import type { Jump } from './seeker.js';

const JUMP: Jump = { toS: 100, sinceMs: 0, cost: 'seek', isOver: false };

interface Scene {
  nowMs: number;
  jump: Jump | undefined;
  landedS: number;
  isSeeking: boolean;
  hasData: boolean;
}

function stage({ isExact = true } = {}) {
  const scene: Scene = { nowMs: 200, jump: JUMP, landedS: 100, isSeeking: false, hasData: true };
  const landing = createLanding({
    player: fakePlayer({ isSeeking: () => scene.isSeeking, hasData: () => scene.hasData }),
    seeker: { latest: () => scene.jump },
    place: { landedAtS: () => scene.landedS },
    pilot: { startLatencyS: () => 0.1 },
    corrector: { catchUpS: () => 0.6 },
    isExact,
    now: () => scene.nowMs,
  });
  /** @param roomS where the room is, in seconds */
  const decide = (roomS: number, rate = 1) => landing.decide({ phase: 'moving', position: roomS, rate });
  return { scene, landing, decide };
}

describe('a jump ahead of a room that runs', () => {
  it('is under way until the player runs, or something else is wanted', () => {
    const { landing } = stage();
    expect(landing.isOn()).toBe(false);
    landing.begin();
    expect(landing.isOn()).toBe(true);
    landing.end();
    expect(landing.isOn()).toBe(false);
  });

  it('waits until it has arrived', () => {
    const { scene, decide } = stage();
    scene.isSeeking = true;
    expect(decide(99)).toEqual({ type: 'wait' });
    Object.assign(scene, { isSeeking: false, jump: undefined });
    expect(decide(99)).toEqual({ type: 'wait' });
  });

  it('waits for the data, but no longer than 1.5 s', () => {
    const { scene, decide } = stage();
    scene.hasData = false;
    scene.nowMs = 1_500;
    expect(decide(99)).toEqual({ type: 'wait' });
    scene.nowMs = 1_501;
    expect(decide(99).type).toBe('start');
  });

  it('starts so that it moves when the room comes by, at whatever rate', () => {
    const { decide } = stage();
    expect(decide(99)).toEqual({ type: 'start', inS: expect.closeTo(0.9) });
    expect(decide(99, 2)).toEqual({ type: 'start', inS: expect.closeTo(0.4) });
  });

  it('starts late where running faster makes it good, and jumps again where not', () => {
    const { decide } = stage();
    expect(decide(100.4)).toEqual({ type: 'start', inS: expect.closeTo(-0.5) });
    expect(decide(100.6)).toEqual({ type: 'jump' });
    expect(decide(100.6)).toEqual({ type: 'jump' });
  });

  it('jumps again once a timeline, where jumps take very different times', () => {
    const { landing, decide } = stage({ isExact: false });
    expect(decide(103)).toEqual({ type: 'jump' });
    expect(decide(103)).toEqual({ type: 'start', inS: expect.closeTo(-3.1) });
    landing.beginTimeline();
    expect(decide(103)).toEqual({ type: 'jump' });
  });

  it('starts from the keyframe that it has landed on: another jump would land there again', () => {
    const { scene, decide } = stage({ isExact: false });
    scene.landedS = 97;
    expect(decide(99)).toEqual({ type: 'start', inS: expect.closeTo(-2.1) });
    // That was no second jump.
    scene.landedS = 100;
    expect(decide(103)).toEqual({ type: 'jump' });
  });
});
