import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createEngineParts, type EngineParts } from './engine-parts.js';
import { SimulatedPlayer, type PlayerTraits } from './model/simulated-player.js';
import { SimulatedTime } from './model/simulated-time.js';
import { createPhases } from './phases.js';

/** The server's clock ahead of the local one, in milliseconds. */
const SERVER_OFFSET_MS = 1_700_000_000_000;
/** It has come to 30 s. */
const timeline: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: SERVER_OFFSET_MS - 30_000,
  version: 1,
};
const AIM = { phase: 'moving' as const, position: 30, rate: 1 };

/** @param change what some parts say instead */
function stage(traits: PlayerTraits = {}, change: (parts: EngineParts) => Partial<EngineParts> = () => ({})) {
  const time = new SimulatedTime();
  const player = new SimulatedPlayer(time, traits);
  const nothing = (): void => undefined;
  const options = {
    player,
    loadedUrl: '/samples/clock.mp4',
    serverNow: () => SERVER_OFFSET_MS + time.nowMs,
    clockSdMs: () => 0,
    now: () => time.nowMs,
    schedule: time.schedule,
    onSilenced: nothing,
  };
  const calls = { step: nothing, start: () => phases.start(), report: nothing };
  const made = createEngineParts(options, () => timeline, calls);
  const parts = { ...made, ...change(made) };
  const phases = createPhases(player, parts);
  return { time, player, parts, phases };
}

/** One that has run for two seconds. */
async function running(change?: (parts: EngineParts) => Partial<EngineParts>) {
  const made = stage({}, change);
  void made.player.play();
  await made.time.advance(2_000);
  return made;
}

describe('a room that rests', () => {
  it('stops the player and puts it right', async () => {
    const { player, phases } = await running();
    phases.rest(12);
    expect(player.isPaused()).toBe(true);
    expect(player.seeks).toEqual([12]);
  });

  it('does not stop what has begun to start before its moment', async () => {
    const { player, phases } = await running(({ startPlan }) => ({
      startPlan: { ...startPlan, hasBegun: () => true },
    }));
    phases.rest(12);
    expect(player.isPaused()).toBe(false);
    const starting = await running(({ starter }) => ({ starter: { ...starter, isUnderWay: () => true } }));
    starting.phases.rest(12);
    expect(starting.player.isPaused()).toBe(false);
  });
});

describe('a start', () => {
  it('takes the place of one that was planned', async () => {
    const { time, player, parts, phases } = stage();
    parts.startPlan.afterS(1);
    phases.start();
    await time.advance(2_000);
    expect(player.plays).toBe(1);
  });
});

describe('a room whose film is over', () => {
  it('leaves a player alone that runs out, and brings one there that does not', async () => {
    const { player, phases } = await running();
    phases.finish(2.5);
    expect(player.isPaused()).toBe(false);
    phases.finish(60);
    expect(player.isPaused()).toBe(true);
    expect(player.seeks).toEqual([60]);
  });
});

describe('a room that runs', () => {
  it.each([
    [
      'wants a gesture first',
      ({ starter }: EngineParts) => ({ starter: { ...starter, isBlocked: () => true } }),
    ],
    ['is starting', ({ starter }: EngineParts) => ({ starter: { ...starter, isUnderWay: () => true } })],
    [
      'does not know yet whether it is waited for',
      ({ answerWait }: EngineParts) => ({ answerWait: { ...answerWait, isOn: () => true } }),
    ],
  ])('moves no player that %s', (_, change) => {
    const { player, phases } = stage({}, change);
    phases.move(AIM);
    expect(player.isPaused()).toBe(true);
    expect(player.told).toEqual([]);
  });

  it('has a player jump ahead of it and start when it comes by', async () => {
    const { time, player, parts, phases } = stage();
    phases.move(AIM);
    expect(player.seeks).toEqual([expect.closeTo(30 + 0.12 * 1.3 + 0.08)]);
    expect(parts.landing.isOn()).toBe(true);
    await time.advance(150);
    phases.move({ ...AIM, position: 30.15 });
    await time.advance(50);
    expect(player.isPaused()).toBe(false);
  });

  it('tells a start how late it is, unless that tells nothing because data is lacking', async () => {
    const told: (number | undefined)[] = [];
    const { player, phases } = stage({}, ({ pilot }) => ({
      pilot: { ...pilot, start: (behindS) => told.push(behindS) },
    }));
    player.position = 29.5;
    phases.start();
    expect(told).toEqual([0.5]);
    player.isStalled = true;
    phases.start();
    expect(told).toEqual([0.5, undefined]);
  });

  it('watches at each look whether a player stands as in an advertisement', async () => {
    const looks = { count: 0 };
    const { phases } = await running(({ adBreak, answerWait }) => ({
      adBreak: { ...adBreak, look: () => (looks.count += 1) },
      // What runs is not stopped by an answer that is on its way.
      answerWait: { ...answerWait, isOn: () => true },
    }));
    phases.move({ ...AIM, position: 2 });
    phases.move({ ...AIM, position: 2 });
    expect(looks.count).toBe(2);
  });

  it('gets back by one jump what an advertisement took, once the player tells of the film again', async () => {
    const due = { isDue: false };
    const { player, phases } = await running(({ adBreak }) => ({
      adBreak: { ...adBreak, isOwed: () => true, isDue: () => due.isDue },
    }));
    phases.move(AIM);
    expect(player.seeks).toEqual([]);
    due.isDue = true;
    phases.move({ ...AIM, position: player.currentTime() + 0.1 });
    expect(player.seeks).toEqual([]);
    phases.move(AIM);
    expect(player.seeks).toHaveLength(1);
  });

  it('plans no look of before a jump', async () => {
    const cancelled = { count: 0 };
    const { phases } = await running(({ nextLook }) => ({
      nextLook: { ...nextLook, cancel: () => (cancelled.count += 1) },
    }));
    phases.jump(AIM);
    expect(cancelled.count).toBe(1);
  });
});
