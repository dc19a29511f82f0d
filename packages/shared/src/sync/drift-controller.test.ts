import { describe, expect, it } from '@jest/globals';

import {
  controlDrift,
  createDriftController,
  currentDrift,
  isStuck,
  nextLookAtMs,
  noteSeek,
  type DriftAction,
  type DriftInput,
  type PlayerActivity,
} from './drift-controller.js';
import { FILE_DRIFT_TUNING, SETTLING_DRIFT_TUNING, type DriftTuning } from './drift-tuning.js';

const TICK_MS = 100;
const ANY_RATE = { rate: 'any', seek: true, time: true } as const;
const NUDGE = { rate: 1.05, endsAtMs: 5000, keepsPitch: true, gainS: 0.05 };
const QUARTERS = { rate: 'steps', seek: true, time: true } as const;
const SEEK_ONLY = { rate: 'none', seek: true, time: true } as const;

/** Small seeded generator of numbers from -1 to 1, so that a failure can be repeated. */
function noiseFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
}

interface Scenario {
  /** Seconds that the player is behind at the start. */
  driftS: number;
  seconds: number;
  seed?: number;
  noiseS?: number;
  /** Seconds for which the player stands still after a seek. */
  seekTakesS?: number;
  /** Seconds after which the player renews the position that it tells. */
  coarseS?: number;
  /** Seconds per second by which the player's own clock is off. */
  skew?: number;
  /** Seconds that the player loses when it goes back from a stretched rate to 1. */
  stretchLossS?: number;
  capabilities?: DriftInput['capabilities'];
  roomRate?: number;
  tuning?: DriftTuning;
}

interface Look {
  atMs: number;
  /** True drift in seconds, without the measuring noise. */
  driftS: number;
  action: DriftAction;
}

/** Plays a room against a simulated player for some time; everything is a function of the scenario. */
function simulate(scenario: Scenario): Look[] {
  const {
    driftS,
    seconds,
    seed = 1,
    noiseS = 0,
    seekTakesS = 0.2,
    skew = 0,
    roomRate = 1,
    stretchLossS = 0.018,
  } = scenario;
  const noise = noiseFrom(seed);
  let controller = createDriftController(roomRate);
  let expectedS = 100;
  let positionS = expectedS - driftS;
  let rate = roomRate;
  let busyUntilMs = -1;
  let wasStretched = false;
  const looks: Look[] = [];
  let nowMs = 0;
  while (nowMs < seconds * 1000) {
    const activity: PlayerActivity = nowMs < busyUntilMs ? 'seeking' : 'playing';
    const exactS = positionS + noise() * noiseS;
    const measuredS = scenario.coarseS ? Math.floor(exactS / scenario.coarseS) * scenario.coarseS : exactS;
    const look = {
      nowMs,
      expectedS,
      measuredS,
      activity,
      roomRate,
      capabilities: scenario.capabilities ?? ANY_RATE,
    };
    const decided = controlDrift(controller, look, scenario.tuning);
    controller = decided.controller;
    looks.push({ atMs: nowMs, driftS: expectedS - positionS, action: decided.action });
    if (decided.action.type === 'rate') {
      if (decided.action.rate === 1 && wasStretched) positionS -= stretchLossS;
      rate = decided.action.rate;
      wasStretched = rate !== 1 && decided.action.keepsPitch;
    }
    if (decided.action.type === 'seek') {
      // Aimed as well as one that knows what a seek takes can aim.
      positionS = expectedS + seekTakesS * roomRate;
      busyUntilMs = nowMs + seekTakesS * 1000;
    }
    const nextTickMs = (Math.floor(nowMs / TICK_MS) + 1) * TICK_MS;
    const nextMs = Math.min(nextTickMs, nextLookAtMs(controller) ?? Infinity);
    expectedS += ((nextMs - nowMs) / 1000) * roomRate;
    if (nowMs >= busyUntilMs) positionS += ((nextMs - nowMs) / 1000) * rate * (1 + skew);
    nowMs = nextMs;
  }
  return looks;
}

function after(looks: readonly Look[], seconds: number): Look[] {
  return looks.filter((look) => look.atMs >= seconds * 1000);
}

function worst(looks: readonly Look[]): number {
  return Math.max(...looks.map((look) => Math.abs(look.driftS)));
}

function rateChanges(looks: readonly Look[]): number {
  return looks.filter((look) => look.action.type === 'rate').length;
}

describe('drift controller', () => {
  it.each([0.9, -0.9, 0.3, -0.3, 0.05, -0.05])(
    'brings %s s of drift into the band without a seek',
    (driftS) => {
      const looks = simulate({ driftS, seconds: 25 });
      expect(looks.some((look) => look.action.type === 'seek')).toBe(false);
      expect(worst(after(looks, 18))).toBeLessThan(FILE_DRIFT_TUNING.deadBandS);
    },
  );

  it.each([0.3, -0.3])(
    'while settling, brings %s s below 50 ms within 2 s and hardly overshoots',
    (driftS) => {
      const looks = simulate({ driftS, seconds: 4, noiseS: 0.01, seed: 7, tuning: SETTLING_DRIFT_TUNING });
      expect(worst(after(looks, 2))).toBeLessThan(0.05);
      expect(looks.every((look) => look.driftS * Math.sign(driftS) > -0.02)).toBe(true);
    },
  );

  it('never leaves the permitted rates, whatever the room plays at', () => {
    for (const roomRate of [0.5, 1, 1.5, 2]) {
      for (const { action } of simulate({ driftS: 0.9, seconds: 20, roomRate })) {
        if (action.type !== 'rate') continue;
        expect(action.rate).toBeGreaterThanOrEqual(roomRate * 0.92 - 1e-9);
        expect(action.rate).toBeLessThanOrEqual(roomRate * 1.08 + 1e-9);
      }
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'does not oscillate on readings that are off by ±10 ms (seed %i)',
    (seed) => {
      const looks = simulate({ driftS: 0.4, seconds: 70, seed, noiseS: 0.01 });
      const settled = after(looks, 10);
      expect(worst(settled)).toBeLessThan(0.025);
      expect(rateChanges(settled)).toBeLessThanOrEqual(4);
      expect(settled.some((look) => look.action.type === 'seek')).toBe(false);
    },
  );

  it('holds a player whose own clock runs 200 ppm fast', () => {
    const looks = simulate({ driftS: 0, seconds: 600, noiseS: 0.005, skew: 200e-6, seed: 3 });
    expect(worst(looks)).toBeLessThan(0.03);
    expect(rateChanges(looks)).toBeLessThan(40);
  });

  it('leaves a player inside the dead band alone', () => {
    const looks = simulate({ driftS: 0.005, seconds: 30 });
    expect(looks.every((look) => look.action.type === 'none')).toBe(true);
  });

  it.each([1.4, -1.4, 30, -30])('jumps once over %s s and is there', (driftS) => {
    const looks = simulate({ driftS, seconds: 20, seekTakesS: 0.2 });
    expect(looks.filter((look) => look.action.type === 'seek')).toHaveLength(1);
    expect(worst(after(looks, 8))).toBeLessThan(FILE_DRIFT_TUNING.deadBandS);
  });

  it('waits 2 s between two seeks', () => {
    let controller = createDriftController();
    const seeks: number[] = [];
    // A player that ignores every seek and stays 10 s behind.
    for (let nowMs = 0; nowMs < 10_000; nowMs += TICK_MS) {
      const expectedS = 50 + nowMs / 1000;
      const decided = controlDrift(controller, {
        nowMs,
        expectedS,
        measuredS: expectedS - 10,
        activity: 'playing',
        roomRate: 1,
        capabilities: SEEK_ONLY,
      });
      controller = decided.controller;
      if (decided.action.type === 'seek') seeks.push(nowMs);
    }
    const gaps = seeks.slice(1).map((atMs, index) => atMs - (seeks[index] ?? 0));
    expect(seeks.length).toBeGreaterThan(2);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(FILE_DRIFT_TUNING.seekCooldownMs);
  });

  it('jumps instead of nudging where the player has no free rate, and only beyond the wider band', () => {
    const far = simulate({ driftS: 0.5, seconds: 6, capabilities: SEEK_ONLY, seekTakesS: 0.15 });
    expect(far.filter((look) => look.action.type === 'seek')).toHaveLength(1);
    expect(rateChanges(far)).toBe(0);
    const near = simulate({ driftS: 0.1, seconds: 6, capabilities: SEEK_ONLY });
    expect(near.every((look) => look.action.type === 'none')).toBe(true);
  });

  it.each<PlayerActivity>(['buffering', 'seeking', 'ended'])(
    'corrects nothing while the player is %s',
    (activity) => {
      let controller = createDriftController();
      for (let nowMs = 0; nowMs < 5000; nowMs += TICK_MS) {
        const decided = controlDrift(controller, {
          nowMs,
          expectedS: 10 + nowMs / 1000,
          measuredS: 5,
          activity,
          roomRate: 1,
          capabilities: ANY_RATE,
        });
        controller = decided.controller;
        expect(decided.action).toEqual({ type: 'none' });
      }
      expect(currentDrift(controller)).toBeUndefined();
    },
  );

  it('gives the room its own rate back when buffering interrupts a nudge', () => {
    const nudging = { ...createDriftController(), rate: 1.05, nudge: NUDGE };
    const decided = controlDrift(nudging, {
      nowMs: 0,
      expectedS: 10,
      measuredS: 9.9,
      activity: 'buffering',
      roomRate: 1,
      capabilities: ANY_RATE,
    });
    expect(decided.action).toEqual({ type: 'rate', rate: 1, keepsPitch: true });
  });

  it('puts a resting picture where the room rests, and leaves a close one', () => {
    const resting = {
      nowMs: 0,
      expectedS: 60,
      activity: 'paused',
      roomRate: 1,
      capabilities: ANY_RATE,
    } as const;
    expect(controlDrift(createDriftController(), { ...resting, measuredS: 59 }).action).toEqual({
      type: 'seek',
    });
    expect(controlDrift(createDriftController(), { ...resting, measuredS: 59.98 }).action).toEqual({
      type: 'none',
    });
  });

  it('does not seek within the cool-down of a seek that a command made', () => {
    const controller = noteSeek(createDriftController(), 1000);
    const input = {
      expectedS: 60,
      measuredS: 50,
      activity: 'paused',
      roomRate: 1,
      capabilities: ANY_RATE,
    } as const;
    expect(controlDrift(controller, { ...input, nowMs: 2900 }).action.type).toBe('none');
    expect(controlDrift(controller, { ...input, nowMs: 3000 }).action.type).toBe('seek');
  });

  it('trims a small drift without stretching the sound, by two changes of rate', () => {
    const looks = simulate({ driftS: 0.02, seconds: 20 });
    const rates = looks.flatMap(({ action }) => (action.type === 'rate' ? [action] : []));
    expect(rates.map(({ keepsPitch }) => keepsPitch)).toEqual([false, true]);
    expect(rates[0]?.rate).toBeLessThanOrEqual(1.015);
    expect(worst(after(looks, 4))).toBeLessThan(0.002);
  });

  it('keeps the pitch wherever the room plays at another rate, however small the drift', () => {
    const looks = simulate({ driftS: 0.02, seconds: 20, roomRate: 1.5 });
    expect(looks.every(({ action }) => action.type !== 'rate' || action.keepsPitch)).toBe(true);
    expect(worst(after(looks, 4))).toBeLessThan(0.002);
  });

  it('learns what the player loses at the end of a stretched stretch', () => {
    const lossS = 0.04;
    let controller = createDriftController();
    const first = controller.stretchLossS;
    // Behind by 200 ms, then by what the nudge lost.
    for (let nowMs = 0; nowMs < 8_000; nowMs += TICK_MS) {
      const behindS = controller.lastNudgeAtMs === null || controller.nudge ? 0.2 : lossS - first;
      const expectedS = nowMs / 1000;
      const look = { nowMs, expectedS, measuredS: expectedS - behindS, roomRate: 1, capabilities: ANY_RATE };
      controller = controlDrift(controller, { ...look, activity: 'playing' }).controller;
    }
    expect(controller.stretchLossS).toBeGreaterThan(first + 0.005);
    expect(controller.stretchLossS).toBeLessThan(lossS);
  });

  it('takes quarter steps where the player has no others, and leaves alone what they could not mend', () => {
    const far = simulate({ driftS: 0.4, seconds: 20, capabilities: QUARTERS });
    const rates = far.flatMap(({ action }) => (action.type === 'rate' ? [action.rate] : []));
    expect(new Set(rates)).toEqual(new Set([1.25, 1]));
    expect(worst(after(far, 10))).toBeLessThan(0.05);
    expect(rateChanges(simulate({ driftS: 0.06, seconds: 20, capabilities: QUARTERS }))).toBe(0);
  });

  it('jumps instead, once rates have proved to do nothing', () => {
    let controller = createDriftController();
    const actions: DriftAction['type'][] = [];
    let offsetS = -0.4;
    for (let nowMs = 0; nowMs < 30_000; nowMs += TICK_MS) {
      const expectedS = 50 + nowMs / 1000;
      const measuredS = expectedS + offsetS;
      const look = { nowMs, expectedS, measuredS, roomRate: 1, capabilities: ANY_RATE };
      const decided = controlDrift(controller, { ...look, activity: 'playing' });
      controller = decided.controller;
      actions.push(decided.action.type);
      if (decided.action.type === 'seek') offsetS = 0;
    }
    expect(actions.filter((type) => type === 'seek')).toHaveLength(1);
    expect(actions.filter((type) => type === 'rate')).toHaveLength(4);
  });

  it('corrects nothing while the player stands though it says that it plays, and jumps when that is over', () => {
    let controller = createDriftController();
    let positionS = 0;
    const seeksAtMs: number[] = [];
    for (let nowMs = 0; nowMs < 25_000; nowMs += TICK_MS) {
      const isAdvertisement = nowMs >= 5_000 && nowMs < 20_000;
      if (!isAdvertisement) positionS += TICK_MS / 1000;
      const look = { nowMs, expectedS: nowMs / 1000, measuredS: positionS, roomRate: 1 };
      const decided = controlDrift(controller, { ...look, activity: 'playing', capabilities: ANY_RATE });
      controller = decided.controller;
      if (nowMs >= 6_100 && isAdvertisement) expect(isStuck(controller)).toBe(true);
      if (decided.action.type === 'seek') {
        seeksAtMs.push(nowMs);
        positionS = look.expectedS;
      }
    }
    expect(seeksAtMs).toHaveLength(1);
    expect(seeksAtMs[0]).toBeGreaterThanOrEqual(20_000);
  });

  it('reads a clock that is renewed four times a second to within 40 ms', () => {
    let controller = createDriftController();
    for (let nowMs = 0; nowMs < 5_000; nowMs += TICK_MS) {
      const measuredS = Math.floor((10_000 + nowMs) / 265) * 0.265 - 0.1;
      const look = { nowMs, expectedS: 10 + nowMs / 1000, measuredS, roomRate: 1 };
      controller = controlDrift(controller, {
        ...look,
        activity: 'playing',
        capabilities: SEEK_ONLY,
      }).controller;
    }
    expect(Math.abs((currentDrift(controller) ?? NaN) - 0.1)).toBeLessThan(0.04);
  });

  it.each([0.3, -0.3])('corrects %s s of a player that renews its position four times a second', (driftS) => {
    const looks = simulate({ driftS, seconds: 40, coarseS: 0.25 });
    expect(looks.some(({ action }) => action.type === 'seek')).toBe(false);
    expect(worst(after(looks, 25))).toBeLessThan(0.06);
  });

  it('gives up for a while on small corrections that never did anything', () => {
    let controller = createDriftController();
    const changesAtMs: number[] = [];
    for (let nowMs = 0; nowMs < 70_000; nowMs += TICK_MS) {
      const expectedS = 50 + nowMs / 1000;
      const look = { nowMs, expectedS, measuredS: expectedS - 0.025, roomRate: 1, capabilities: ANY_RATE };
      const decided = controlDrift(controller, { ...look, activity: 'playing' });
      controller = decided.controller;
      if (decided.action.type === 'rate') changesAtMs.push(nowMs);
    }
    expect(changesAtMs).toHaveLength(16);
    expect(changesAtMs.at(-1)).toBeLessThan(30_000);
  });

  it('leaves a player alone that does not tell its time', () => {
    const decided = controlDrift(createDriftController(), {
      nowMs: 0,
      expectedS: 60,
      measuredS: 0,
      activity: 'playing',
      roomRate: 1,
      capabilities: { rate: 'none', seek: false, time: false },
    });
    expect(decided.action.type).toBe('none');
  });
});
