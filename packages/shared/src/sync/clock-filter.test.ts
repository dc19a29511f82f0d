import { describe, expect, it } from '@jest/globals';

import {
  addRoundTrip,
  CLOCK_BURST_SIZE,
  clockIntervalMs,
  emptyClockFilter,
  estimateAt,
  restartClockFilter,
  type ClockFilter,
} from './clock-filter.js';

const SERVER_START_MS = 1_700_000_000_000;

/** A ping whose two ways take the given times, of a server whose clock is `SERVER_START_MS + local + skew`. */
function trip(sentAtMs: number, upMs: number, downMs: number, skewMs = 0) {
  return {
    sentAtMs,
    receivedAtMs: sentAtMs + upMs + downMs,
    serverTimeMs: SERVER_START_MS + sentAtMs + upMs + skewMs,
  };
}

function burst(filter: ClockFilter, startMs: number, waysMs: readonly [number, number][], skewMs = 0) {
  return waysMs.reduce(
    (next, [upMs, downMs], index) => addRoundTrip(next, trip(startMs + index * 150, upMs, downMs, skewMs)),
    filter,
  );
}

/** How far the estimate is from the truth, in milliseconds. */
function errorAt(filter: ClockFilter, nowMs: number, skewMs = 0): number {
  return (estimateAt(filter, nowMs)?.offsetMs ?? NaN) - SERVER_START_MS - skewMs;
}

describe('clock filter', () => {
  it('knows nothing before the first answer', () => {
    expect(estimateAt(emptyClockFilter, 0)).toBeNull();
  });

  it('believes the shortest round trip, whose error is at most half of it', () => {
    const filter = burst(emptyClockFilter, 0, [
      [180, 20],
      [20, 150],
      [22, 18],
      [300, 20],
      [90, 25],
    ]);
    expect(Math.abs(errorAt(filter, 2000))).toBeLessThanOrEqual(20);
    expect(estimateAt(filter, 2000)?.rttMs).toBe(40);
    const errorMs = estimateAt(filter, 2000)?.errorMs ?? NaN;
    expect(Math.abs(errorAt(filter, 2000))).toBeLessThanOrEqual(errorMs);
    expect(errorMs).toBeLessThan(30);
  });

  it('counts what it has still to make good as part of its possible error', () => {
    const known = burst(
      emptyClockFilter,
      0,
      Array.from({ length: 12 }, () => [30, 30] as [number, number]),
    );
    const moved = addRoundTrip(known, trip(20_000, 30, 30, 20));
    const errorMs = estimateAt(moved, 20_060)?.errorMs ?? NaN;
    expect(Math.abs(errorAt(moved, 20_060, 20))).toBeCloseTo(20, 0);
    expect(errorMs).toBeGreaterThan(30 + 19);
    expect(estimateAt(moved, 50_000)?.errorMs).toBeLessThan(errorMs - 10);
  });

  it('is rough until a burst is in and good from then on', () => {
    const one = burst(emptyClockFilter, 0, [[20, 20]]);
    expect(estimateAt(one, 100)?.quality).toBe('rough');
    const all = burst(
      emptyClockFilter,
      0,
      Array.from({ length: CLOCK_BURST_SIZE }, () => [20, 20] as [number, number]),
    );
    expect(estimateAt(all, 1000)?.quality).toBe('good');
  });

  it('stays rough on a link where every round trip is slow', () => {
    const filter = burst(
      emptyClockFilter,
      0,
      Array.from({ length: 8 }, () => [400, 300] as [number, number]),
    );
    expect(estimateAt(filter, 3000)?.quality).toBe('rough');
  });

  it('slews a small change instead of jumping', () => {
    const settled = burst(
      emptyClockFilter,
      0,
      Array.from({ length: CLOCK_BURST_SIZE }, () => [40, 60] as [number, number]),
    );
    const before = errorAt(settled, 20_000);
    const better = addRoundTrip(settled, trip(20_000, 10, 10));
    expect(errorAt(better, 20_020)).toBeCloseTo(before, 1);
    const movedMs = Math.abs(errorAt(better, 21_020) - before);
    expect(movedMs).toBeGreaterThan(0.5);
    expect(movedMs).toBeLessThan(1.5);
    expect(Math.abs(errorAt(better, 40_000))).toBeLessThan(Math.abs(before) / 2);
  });

  it('follows a large change at once, as after a sleep in which the monotonic clock stood still', () => {
    const awake = burst(
      emptyClockFilter,
      0,
      Array.from({ length: 6 }, () => [10, 10] as [number, number]),
    );
    const sleptMs = 3_600_000;
    const woken = addRoundTrip(restartClockFilter(awake), trip(2000, 30, 30, sleptMs));
    expect(errorAt(woken, 2100, sleptMs)).toBeCloseTo(0, 6);
  });

  it('believes its samples of before a wake-up until a new one contradicts them', () => {
    const awake = burst(
      emptyClockFilter,
      0,
      Array.from({ length: 12 }, () => [10, 10] as [number, number]),
    );
    const woken = restartClockFilter(awake);
    const agreeing = addRoundTrip(woken, trip(5_000, 300, 100));
    expect(agreeing.contradictedAtMs).toBeNull();
    expect(Math.abs(errorAt(agreeing, 5_500))).toBeLessThan(1);
    const contradicting = addRoundTrip(woken, trip(5_000, 30, 10, 2_000));
    expect(contradicting.contradictedAtMs).toBe(5_040);
    expect(errorAt(contradicting, 5_500, 2_000)).toBeCloseTo(10, 0);
  });

  it('asks for fewer round trips the surer it is', () => {
    const ways = (length: number) => Array.from({ length }, () => [10, 10] as [number, number]);
    expect(clockIntervalMs(emptyClockFilter)).toBe(1_000);
    expect(clockIntervalMs(burst(emptyClockFilter, 0, ways(2)))).toBeLessThan(500);
    expect(clockIntervalMs(burst(emptyClockFilter, 0, ways(CLOCK_BURST_SIZE)))).toBeGreaterThan(19_000);
    const jittery = (length: number) =>
      Array.from({ length }, (_, at) => [10 + 40 * (at % 5), 10 + 60 * (at % 3)] as [number, number]);
    expect(clockIntervalMs(burst(emptyClockFilter, 0, jittery(16)))).toBe(250);
    // From here on the estimate slews, and nothing is worth more than one a second.
    expect(clockIntervalMs(burst(emptyClockFilter, 0, jittery(32)))).toBe(1_000);
    const known = clockIntervalMs(burst(emptyClockFilter, 0, jittery(96)));
    expect(known).toBeGreaterThan(2_000);
    expect(known).toBeLessThan(10_000);
  });

  it('knows no better than chance about the skew after a burst, and learns it from minutes', () => {
    const ways = Array.from({ length: CLOCK_BURST_SIZE }, () => [10, 10] as [number, number]);
    let filter = burst(emptyClockFilter, 0, ways);
    expect(Math.abs(estimateAt(filter, 2_000)?.skewPpm ?? NaN)).toBeLessThan(5);
    for (let atMs = 20_000; atMs <= 600_000; atMs += 20_000) {
      filter = addRoundTrip(filter, trip(atMs, 10, 10, atMs * 50e-6));
    }
    expect(Math.abs((estimateAt(filter, 601_000)?.skewPpm ?? NaN) - 50)).toBeLessThan(3);
    expect(Math.abs(errorAt(filter, 620_000, 620_000 * 50e-6))).toBeLessThan(0.5);
  });

  it('keeps the estimate between a restart and the first new answer', () => {
    const filter = burst(emptyClockFilter, 0, [[10, 10]]);
    expect(errorAt(restartClockFilter(filter), 500)).toBeCloseTo(0, 6);
  });

  it('lets an old sample go although its round trip was shorter', () => {
    const early = burst(emptyClockFilter, 0, [[5, 5]]);
    let filter = early;
    // The two clocks run apart by 50 ppm: 15 ms after five minutes.
    for (let atMs = 20_000; atMs <= 300_000; atMs += 20_000) {
      filter = addRoundTrip(filter, trip(atMs, 8, 8, atMs * 50e-6));
    }
    expect(Math.abs(errorAt(filter, 301_000, 15))).toBeLessThan(6);
  });

  it('ignores answers that cannot be', () => {
    const impossible = { sentAtMs: 100, receivedAtMs: 50, serverTimeMs: SERVER_START_MS };
    expect(addRoundTrip(emptyClockFilter, impossible)).toBe(emptyClockFilter);
    const noTime = { sentAtMs: 0, receivedAtMs: 50, serverTimeMs: NaN };
    expect(addRoundTrip(emptyClockFilter, noTime)).toBe(emptyClockFilter);
  });
});
