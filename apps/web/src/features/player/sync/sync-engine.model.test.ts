/** @jest-environment node */
import { createRandom } from '@watchparty/shared/simulation';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { PLAYER_CLASSES, STEADY_MS, type PlayerClass } from './model/player-classes.js';
import { playSession, type Session, type SessionMoment } from './model/simulated-session.js';

// Simulated sessions of the real engine. What fails is named by its seed, and `pnpm test:unit sync-engine.model -t
// '<class>'` plays it again: a seed holds a whole session.

const SESSIONS = 150;
/** The engine hurries by 40 % after a start, in rooms that play at 0.75 to 1.5. */
const MIN_RATE = 0.75 * 0.6;
const MAX_RATE = 1.5 * 1.4;
const NAMES = Object.keys(PLAYER_CLASSES) as (keyof typeof PLAYER_CLASSES)[];

interface SeededSession extends Session {
  seed: string;
}

async function play(seed: string, { plan }: PlayerClass): Promise<SeededSession> {
  const random = createRandom(seed);
  return { seed, ...(await playSession(plan(random), random)) };
}

/** Whether a player that had the time to settle is looked at. */
function isSteady({ calmFromMs }: Session, atMs: number, settledMs: number): boolean {
  const fromMs = calmFromMs + settledMs;
  return atMs >= fromMs && atMs < fromMs + STEADY_MS;
}

/** The longest time for which the picture did not do what the room did, in milliseconds. */
function longestWrong(moments: readonly SessionMoment[], phase: SessionMoment['phase']): number {
  let sinceMs: number | undefined;
  let longestMs = 0;
  for (const moment of moments) {
    const isWrong = moment.phase === phase && moment.isPaused === (phase === 'moving');
    sinceMs = isWrong ? Math.max(sinceMs ?? moment.atMs, moment.phaseSinceMs) : undefined;
    if (sinceMs !== undefined) longestMs = Math.max(longestMs, moment.atMs - sinceMs);
  }
  return longestMs;
}

/** How often a player that was hurried is slowed down next, or the other way round. */
function turns(rates: readonly number[], roomRate: number): number {
  const signs = rates.map((rate) => Math.sign(rate - roomRate)).filter((sign) => sign !== 0);
  return signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
}

describe.each(NAMES)('a player that %s', (name) => {
  const { promises }: PlayerClass = PLAYER_CLASSES[name];
  let sessions: SeededSession[];

  beforeAll(async () => {
    sessions = [];
    for (let index = 0; index < SESSIONS; index += 1) {
      sessions.push(await play(`${name}/${index}`, PLAYER_CLASSES[name]));
    }
  });

  /** @param valueOf what must not be above the bound */
  function expectAtMost(bound: number, valueOf: (session: SeededSession) => number): void {
    const faults = sessions
      .map((session) => ({ seed: session.seed, value: valueOf(session) }))
      .filter(({ value }) => !(value <= bound));
    expect(faults).toEqual([]);
  }

  function steadyCommands(session: Session, wanted: 'seek' | 'rate'): number[] {
    return session.told
      .filter(({ type, atMs }) => type === wanted && isSteady(session, atMs, promises.settledMs))
      .map(({ value }) => value);
  }

  it('gets to where the room is, and stays there', () => {
    expectAtMost(promises.bandS, ({ moments, ...session }) => {
      const steady = moments.filter(({ atMs }) =>
        isSteady({ moments, ...session }, atMs, promises.settledMs),
      );
      expect(steady.length).toBeGreaterThan(100);
      return Math.max(...steady.map(({ offS }) => Math.abs(offS)));
    });
  });

  it('is left alone once it is there', () => {
    expectAtMost(promises.rateChanges, (session) => steadyCommands(session, 'rate').length);
    expectAtMost(promises.steadySeeks, (session) => steadyCommands(session, 'seek').length);
    expectAtMost(1, (session) => turns(steadyCommands(session, 'rate'), session.roomRate));
  });

  it('jumps no more often than it must', () => {
    expectAtMost(0, ({ told, commandCount, displacements, ignoredSeeks }) => {
      const seeks = told.filter(({ type }) => type === 'seek').length;
      return seeks - ignoredSeeks - displacements - commandCount * promises.jumpsPerCommand;
    });
  });

  it('plays while the room plays, and rests while it rests', () => {
    expectAtMost(promises.runsOnMs, ({ moments }) => longestWrong(moments, 'resting'));
    expectAtMost(promises.standsMs, ({ moments }) => longestWrong(moments, 'moving'));
  });

  it('is told nothing while it says that it shows an advertisement', () => {
    expectAtMost(0, ({ toldInAd }) => toldInAd);
  });

  it('is told rates within the limits only', () => {
    const rates = sessions.flatMap(({ told }) =>
      told.filter(({ type }) => type === 'rate').map(({ value }) => value),
    );
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(MIN_RATE);
    expect(Math.max(...rates)).toBeLessThanOrEqual(MAX_RATE + 1e-9);
    expectAtMost(promises.maxNudge + 1e-9, (session) =>
      Math.max(0, ...steadyCommands(session, 'rate').map((rate) => Math.abs(rate / session.roomRate - 1))),
    );
  });
});
