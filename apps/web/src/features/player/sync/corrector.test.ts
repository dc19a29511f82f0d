import {
  capabilitiesOf,
  driftTuningOf,
  type Capabilities,
  type DriftAction,
  type PlayerClock,
  type ProvenRate,
} from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createCorrector } from './corrector.js';
import { SimulatedPlayer } from './model/simulated-player.js';
import { SimulatedTime } from './model/simulated-time.js';

interface Scene {
  clock?: PlayerClock;
  change?: Partial<Capabilities>;
  provenRate?: ProvenRate;
}

function stage({ clock = 'exact', change = {}, provenRate }: Scene = {}) {
  const file = capabilitiesOf('file');
  if (!file) throw new Error('files can be played');
  const time = new SimulatedTime();
  const player = new SimulatedPlayer(time, { capabilities: change });
  const tunings = driftTuningOf(clock);
  const proven: ProvenRate[] = [];
  const corrector = createCorrector({
    player,
    capabilities: () => player.capabilities,
    tunings,
    isExact: clock === 'exact',
    provenRate,
    clockSdMs: () => 0,
    now: () => time.nowMs,
    onRatesProven: (kind) => proven.push(kind),
  });
  /** Looks ten times a second for so long at a player that runs, and does what comes out. */
  const run = async (ms: number, offS = 0): Promise<DriftAction[]> => {
    const actions: DriftAction[] = [];
    for (const endMs = time.nowMs + ms; time.nowMs < endMs;) {
      await time.advance(100);
      const aim = { phase: 'moving' as const, position: time.nowMs / 1000 + offS, rate: 1 };
      const action = corrector.look(aim, tunings.steady);
      if (action.type === 'rate') player.setRate(action.rate, action);
      if (action.type !== 'none') actions.push(action);
    }
    return actions;
  };
  return { time, player, corrector, tunings, proven, run };
}

async function running(scene?: Scene) {
  const made = stage(scene);
  void made.player.play();
  await made.time.advance(200);
  made.player.position = made.time.nowMs / 1000;
  return made;
}

describe('the drift of a player', () => {
  it('is known after some looks, and unknown again when another timeline is followed', async () => {
    const { corrector, run } = await running();
    expect(corrector.driftS()).toBeUndefined();
    await run(500, 0.003);
    expect(corrector.driftS()).toBeCloseTo(0.003);
    corrector.restart(1);
    expect(corrector.driftS()).toBeUndefined();
  });

  it('is made good by a rate whose end is known', async () => {
    const { time, corrector, run } = await running();
    const [hurry] = await run(900, 0.02);
    expect(hurry).toMatchObject({ type: 'rate', keepsPitch: false });
    expect(corrector.rate()).toBeGreaterThan(1);
    expect(corrector.nextLookAtMs()).toBeGreaterThan(time.nowMs);
    corrector.noteSeek(1.25);
    expect(corrector.rate()).toBe(1.25);
    expect(corrector.nextLookAtMs()).toBeUndefined();
  });

  it('is not to be read right after a frame says that it plays', async () => {
    const frame = await running({ clock: 'events' });
    await frame.run(500);
    frame.corrector.hush();
    expect(frame.corrector.driftS()).toBeUndefined();
    const file = await running();
    await file.run(500);
    file.corrector.hush();
    expect(file.corrector.driftS()).toBeDefined();
  });

  it('stays as it is while a jump is noted at the rate of before', async () => {
    const { corrector } = stage();
    corrector.restart(1.5);
    corrector.noteSeek();
    expect(corrector.rate()).toBe(1.5);
  });

  it('of a picture at rest calls for a jump beyond what is left alone', () => {
    const { corrector, tunings } = stage();
    expect(corrector.lookAtRest(0.03, tunings.steady)).toEqual({ type: 'none' });
    expect(corrector.lookAtRest(0.05, tunings.steady)).toEqual({ type: 'seek' });
  });

  it('means nothing while the player says that it plays and stands', async () => {
    const { player, corrector, run } = await running();
    await run(500);
    expect(corrector.isStuck()).toBe(false);
    player.showsAdvertisement = true;
    await run(1_200);
    expect(corrector.isStuck()).toBe(true);
  });

  it('has a player looked at closely that renews its position seldom', async () => {
    const time = new SimulatedTime();
    const player = new SimulatedPlayer(time, { renewsEveryMs: 250 });
    const tunings = driftTuningOf('exact');
    const corrector = createCorrector({
      player,
      capabilities: () => player.capabilities,
      tunings,
      isExact: true,
      provenRate: undefined,
      clockSdMs: () => 0,
      now: () => time.nowMs,
      onRatesProven: undefined,
    });
    void player.play();
    for (let look = 0; look < 25; look += 1) {
      await time.advance(40);
      corrector.look({ phase: 'moving', position: time.nowMs / 1000, rate: 1 }, tunings.steady);
    }
    expect(corrector.isCoarse()).toBe(true);
  });
});

describe('the rates of a player', () => {
  it('are the room’s, the nearest that it has, or 1', () => {
    expect(stage().corrector.ownRate(1.3)).toBe(1.3);
    expect(stage({ change: { rate: 'steps' } }).corrector.ownRate(1.3)).toBe(1.25);
    expect(stage({ change: { rate: 'none' } }).corrector.ownRate(1.3)).toBe(1);
    expect(stage({ change: { rate: 'probe' }, provenRate: 'none' }).corrector.ownRate(1.3)).toBe(1);
  });

  it('make good as much as a jump takes, and nothing where there are none', () => {
    const { corrector } = stage();
    expect(corrector.catchUpS()).toBe(0.6);
    const { corrector: jumper, tunings } = stage({ clock: 'events', change: { rate: 'none' } });
    expect(jumper.catchUpS()).toBe(tunings.steady.seekOnlyBandS);
  });

  it('that had to be tried are told once, where they were not known', async () => {
    const unknown = await running({ clock: 'polled', change: { rate: 'probe' } });
    await unknown.run(12_000);
    expect(unknown.proven).toEqual(['any']);
    const known = await running({ clock: 'polled', change: { rate: 'probe' }, provenRate: 'any' });
    await known.run(12_000);
    expect(known.proven).toEqual([]);
  });
});
