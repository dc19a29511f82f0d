import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { SimulatedTime } from './model/simulated-time.js';
import { createStartPlan } from './start-plan.js';

const timeline: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 50,
  rate: 2,
  effectiveAt: 3_000,
  version: 1,
};

interface Scene {
  timeline: Playback | undefined;
  standsNear: boolean;
  offS: number;
  canCommand: boolean;
  isPrepared: boolean;
}

function stage({ isExact = true } = {}) {
  const time = new SimulatedTime();
  const startsMs: number[] = [];
  const scene: Scene = { timeline, standsNear: false, offS: 0, canCommand: true, isPrepared: true };
  const plan = createStartPlan({
    place: { standsNear: () => scene.standsNear, offFromS: () => scene.offS },
    pilot: { startLatencyS: () => 0.1 },
    timeline: () => scene.timeline,
    isExact,
    serverNow: () => time.nowMs,
    schedule: time.schedule,
    canCommand: () => scene.canCommand,
    isPrepared: () => scene.isPrepared,
    start: () => startsMs.push(time.nowMs),
  });
  return { time, startsMs, scene, plan };
}

describe('a start for the moment of a timeline', () => {
  it('comes before it by what a start costs, and once, however often it is planned', async () => {
    const { time, startsMs, plan } = stage();
    plan.forTimeline();
    await time.advance(500);
    plan.forTimeline();
    expect(plan.hasBegun()).toBe(false);
    await time.advance(5_000);
    expect(startsMs).toEqual([2_900]);
    expect(plan.hasBegun()).toBe(true);
    plan.beginTimeline();
    expect(plan.hasBegun()).toBe(false);
  });

  it.each([
    ['later by what a file stands ahead in a hold', true, true, 0.08, 2_940],
    ['as planned where a file stands elsewhere, for it jumps', true, false, 0.08, 2_900],
    ['earlier where a frame stands on a keyframe before', false, false, -3, 1_400],
  ])('comes %s', async (_, isExact, standsNear, offS, atMs) => {
    const { time, startsMs, scene, plan } = stage({ isExact });
    Object.assign(scene, { standsNear, offS });
    plan.forTimeline();
    await time.advance(5_000);
    expect(startsMs).toEqual([atMs]);
  });

  it.each([
    ['the player is not prepared', { isPrepared: false }],
    ['it would reach an advertisement', { canCommand: false }],
  ])('is dropped where %s', async (_, change) => {
    const { time, startsMs, scene, plan } = stage();
    plan.forTimeline();
    Object.assign(scene, change);
    await time.advance(5_000);
    expect(startsMs).toEqual([]);
    expect(plan.hasBegun()).toBe(false);
  });

  it.each([
    ['a room that is paused', { ...timeline, isPlaying: false }],
    ['no room at all', undefined],
  ])('is not planned for %s, and what was planned falls', async (_, timelineNow) => {
    const { time, startsMs, scene, plan } = stage();
    scene.timeline = timelineNow;
    plan.afterS(0.5);
    plan.forTimeline();
    await time.advance(5_000);
    expect(startsMs).toEqual([]);
  });
});

describe('a start for when the room comes by', () => {
  it('comes after so many seconds, or at once where it has been there', async () => {
    const { time, startsMs, plan } = stage();
    plan.afterS(0.25);
    expect(startsMs).toEqual([]);
    await time.advance(1_000);
    plan.afterS(-0.1);
    expect(startsMs).toEqual([250, 1_000]);
    expect(plan.hasBegun()).toBe(false);
  });

  it('takes the place of what was planned', async () => {
    const { time, startsMs, plan } = stage();
    plan.forTimeline();
    plan.afterS(0);
    await time.advance(5_000);
    expect(startsMs).toEqual([0]);
  });

  it('does not come where it is given up, or would reach an advertisement', async () => {
    const { time, startsMs, scene, plan } = stage();
    plan.afterS(0.25);
    plan.cancel();
    await time.advance(1_000);
    plan.afterS(0.25);
    scene.canCommand = false;
    await time.advance(1_000);
    expect(startsMs).toEqual([]);
  });
});
