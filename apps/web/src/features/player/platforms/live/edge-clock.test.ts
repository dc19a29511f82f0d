import { describe, expect, it } from '@jest/globals';

import { createEdgeClock, type EdgeClock } from './edge-clock.js';

const T0 = 1_700_000_000_000;
const SEGMENT_S = 6;
/** What the sync engine makes good by a slightly other rate, in milliseconds. */
const SMALL_MS = 80;

/** Playlists of a programme that began at T0, one a segment, each late by its own milliseconds. */
function notePlaylists(
  clock: EdgeClock,
  delaysMs: readonly number[],
  { first = 0, axis = 0, stopMs = 0 }: { first?: number; axis?: number; stopMs?: number } = {},
): (number | undefined)[] {
  return delaysMs.map((delayMs, index) => {
    const segment = first + index;
    clock.noteEdge({
      edge: axis + segment * SEGMENT_S,
      atMs: T0 + stopMs + segment * SEGMENT_S * 1000 + delayMs,
      targetDuration: SEGMENT_S,
    });
    return clock.programTimeAt(axis);
  });
}

function times(count: number, delayMs: number): number[] {
  return Array.from({ length: count }, () => delayMs);
}

/** The greatest change from one to the next, in milliseconds. */
function greatestStep(shown: readonly (number | undefined)[]): number {
  return Math.max(...shown.slice(1).map((value, index) => Math.abs((value ?? NaN) - (shown[index] ?? NaN))));
}

describe('the clock of an undated playlist', () => {
  it('takes the first edge for now', () => {
    const clock = createEdgeClock();
    expect(clock.programTimeAt(0)).toBeUndefined();
    expect(clock.mediaTimeAt(T0)).toBeUndefined();
    clock.noteEdge({ edge: 30, atMs: T0 });
    expect(clock.programTimeAt(30)).toBe(T0);
    expect(clock.programTimeAt(12)).toBe(T0 - 18_000);
    expect(clock.mediaTimeAt(T0 - 18_000)).toBe(12);
  });

  it('walks to a playlist that is less late, never by more than a small correction', () => {
    const clock = createEdgeClock();
    const shown = notePlaylists(clock, [5_900, ...times(100, 300)]);
    expect(shown[0]).toBe(T0 + 5_900);
    expect(greatestStep(shown)).toBeLessThanOrEqual(SMALL_MS);
    expect(shown.at(-1)).toBe(T0 + 300);
  });

  it('walks back as slowly when the least late playlist is forgotten', () => {
    const clock = createEdgeClock();
    const shown = notePlaylists(clock, [300, ...times(120, 5_900)]);
    expect(shown.slice(0, 30)).toEqual(times(30, T0 + 300));
    expect(greatestStep(shown)).toBeLessThanOrEqual(SMALL_MS);
    expect(shown.at(-1)).toBe(T0 + 5_900);
  });

  it('stays where it is while playlists are late by more and by less', () => {
    const clock = createEdgeClock();
    const shown = notePlaylists(clock, [300, 4_000, 2_500, 5_900, 300, 3_100]);
    expect(new Set(shown)).toEqual(new Set([T0 + 300]));
  });

  it('walks no faster where playlists come often, as in low latency', () => {
    const clock = createEdgeClock();
    clock.noteEdge({ edge: 0, atMs: T0, targetDuration: SEGMENT_S });
    for (let part = 1; part <= 20; part += 1) {
      clock.noteEdge({ edge: 1 + part / 2, atMs: T0 + part * 500, targetDuration: SEGMENT_S });
    }
    expect(clock.programTimeAt(0)).toBeCloseTo(T0 - 10 * 20, 3);
  });

  it('makes no larger step after a sleep', () => {
    const clock = createEdgeClock();
    const before = notePlaylists(clock, [5_900]);
    const after = notePlaylists(clock, [300], { first: 600 });
    expect(greatestStep([...before, ...after])).toBe(SMALL_MS);
  });

  it('jumps at once where the player counts from elsewhere', () => {
    const clock = createEdgeClock();
    notePlaylists(clock, times(5, 300));
    const [shown] = notePlaylists(clock, [400], { first: 5, axis: 1_000 });
    expect(shown).toBe(T0 + 400);
  });

  it('forgives a playlist that was held up, and believes a programme that stood still', () => {
    const clock = createEdgeClock();
    notePlaylists(clock, times(5, 300));
    const heldUp = notePlaylists(clock, [40_000, 34_000, 300], { first: 5 });
    expect(greatestStep([T0 + 300, ...heldUp])).toBe(0);
    const resumed = notePlaylists(clock, [500, 300, 400], { first: 8, stopMs: 60_000 });
    expect(resumed).toEqual([T0 + 300, T0 + 300, T0 + 60_300]);
    // What came before the break is no measure any more.
    const later = notePlaylists(clock, times(10, 300), { first: 11, stopMs: 60_000 });
    expect(new Set(later)).toEqual(new Set([T0 + 60_300]));
  });

  it('takes a break for one by the playlist’s own target duration', () => {
    const clock = createEdgeClock();
    clock.noteEdge({ edge: 0, atMs: T0, targetDuration: 2 });
    clock.noteEdge({ edge: 10, atMs: T0 + 2_000, targetDuration: 2 });
    expect(clock.programTimeAt(0)).toBe(T0 - 8_000);
  });

  it('brings two whose playlists are late by different amounts within a target duration', () => {
    const clocks = [createEdgeClock(), createEdgeClock()];
    // One fetches right after each segment was added, the other right before the next one.
    notePlaylists(clocks[0]!, times(10, 50));
    notePlaylists(clocks[1]!, times(10, 5_950));
    const [one, other] = clocks.map((clock) => clock.mediaTimeAt(T0 + 20_000) ?? Number.NaN);
    expect(Math.abs(one! - other!)).toBeLessThanOrEqual(SEGMENT_S);
  });
});
