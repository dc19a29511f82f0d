import type { ClockEstimate } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { startSyncReports } from './sync-reporter.js';

const CLOCK: ClockEstimate = {
  offsetMs: 5,
  rttMs: 40.04,
  jitterMs: 3,
  skewPpm: 10,
  quality: 'good',
  errorMs: 20.02,
  sdMs: 1,
};

function stage() {
  const sent: unknown[] = [];
  const timers: { task: () => void; delayMs: number }[] = [];
  const world = { drifts: [] as number[], isWatched: true, clock: CLOCK as ClockEstimate | null };
  const end = startSyncReports({
    emit: (event: string, payload: unknown) => {
      sent.push([event, payload]);
      return Promise.reject(new Error('lost'));
    },
    estimate: () => world.clock,
    takeDriftMs: () => world.drifts.shift(),
    isWatched: () => world.isWatched,
    schedule: (task, delayMs) => {
      const timer = { task, delayMs };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  /** @returns how long that was */
  const next = (): number | undefined => {
    const timer = timers.shift();
    timer?.task();
    return timer?.delayMs;
  };
  return { sent, timers, world, next, end };
}

describe('sync reports', () => {
  it('go out after 10 s, then every 30 s, and lose nothing by a lost answer', () => {
    const { sent, world, next } = stage();
    world.drifts = [12.34, -3];
    expect([next(), next(), next()]).toEqual([10_000, 30_000, 30_000]);
    expect(sent).toEqual([
      ['sync:report', { rttMs: 40, offsetErrorMs: 20, driftMs: 12.3 }],
      ['sync:report', { rttMs: 40, offsetErrorMs: 20, driftMs: -3 }],
      ['sync:report', { rttMs: 40, offsetErrorMs: 20 }],
    ]);
  });

  it('leave out what nobody looked at', () => {
    const { sent, world, next } = stage();
    world.drifts = [5_000, 7];
    world.isWatched = false;
    next();
    expect(sent).toEqual([]);
    world.isWatched = true;
    next();
    expect(sent).toEqual([['sync:report', { rttMs: 40, offsetErrorMs: 20, driftMs: 7 }]]);
  });

  it('wait for a measured clock, and end', () => {
    const { sent, world, next, end, timers } = stage();
    world.clock = null;
    next();
    expect(sent).toEqual([]);
    end();
    expect(timers).toEqual([]);
  });
});
