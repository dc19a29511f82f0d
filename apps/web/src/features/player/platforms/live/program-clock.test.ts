import { describe, expect, it } from '@jest/globals';

import { createDatedClock, createEdgeClock, type DatedSegment } from './program-clock.js';

const T0 = 1_700_000_000_000;
const SEGMENT_S = 6;

/** A playlist of a programme that began at T0, from the given segment on, on a player that counts from `axis`. */
function playlist({
  first,
  axis,
  count = 5,
}: {
  first: number;
  axis: number;
  count?: number;
}): DatedSegment[] {
  return Array.from({ length: count }, (_, index) => ({
    start: axis + index * SEGMENT_S,
    programDateTime: T0 + (first + index) * SEGMENT_S * 1000,
  }));
}

describe('the clock of a dated playlist', () => {
  it('shows the same to whoever gets the playlist late and counts from elsewhere', () => {
    const early = createDatedClock(() => playlist({ first: 12, axis: 0 }));
    const late = createDatedClock(() => playlist({ first: 10, axis: 100 }));
    const programTime = T0 + 13.5 * SEGMENT_S * 1000;
    expect(early.mediaTimeAt(programTime)).toBe(1.5 * SEGMENT_S);
    expect(late.mediaTimeAt(programTime)).toBe(100 + 3.5 * SEGMENT_S);
    expect(early.programTimeAt(9)).toBe(programTime);
    expect(late.programTimeAt(121)).toBe(programTime);
  });

  it('goes on beyond both ends', () => {
    const clock = createDatedClock(() => playlist({ first: 10, axis: 50 }));
    expect(clock.mediaTimeAt(T0)).toBe(50 - 10 * SEGMENT_S);
    expect(clock.programTimeAt(50 + 100 * SEGMENT_S)).toBe(T0 + 110 * SEGMENT_S * 1000);
  });

  it('follows a jump of the dates, as after a break', () => {
    const before = playlist({ first: 0, axis: 0, count: 2 });
    const after = playlist({ first: 100, axis: 2 * SEGMENT_S, count: 2 });
    const clock = createDatedClock(() => [...before, ...after]);
    expect(clock.programTimeAt(13)).toBe(T0 + (100 * SEGMENT_S + 1) * 1000);
    expect(clock.mediaTimeAt(T0 + (100 * SEGMENT_S + 1) * 1000)).toBe(13);
  });

  it('counts from the segments that carry a date, and knows nothing without any', () => {
    const undated: DatedSegment = { start: 0, programDateTime: null };
    const clock = createDatedClock(() => [undated, ...playlist({ first: 1, axis: SEGMENT_S })]);
    expect(clock.programTimeAt(3)).toBe(T0 + 3_000);
    expect(createDatedClock(() => [undated]).programTimeAt(3)).toBeUndefined();
    expect(createDatedClock(() => []).mediaTimeAt(T0)).toBeUndefined();
  });
});

describe('the clock of an undated playlist', () => {
  it('takes the edge for now', () => {
    const clock = createEdgeClock();
    expect(clock.programTimeAt(0)).toBeUndefined();
    clock.noteEdge(30, T0);
    expect(clock.programTimeAt(30)).toBe(T0);
    expect(clock.programTimeAt(12)).toBe(T0 - 18_000);
    expect(clock.mediaTimeAt(T0 - 18_000)).toBe(12);
  });

  it('believes the playlist that was the least late, and forgets it in the end, by and by', () => {
    const clock = createEdgeClock();
    const delaysMs = [4_000, 300, 2_500, 5_900];
    for (const [index, delayMs] of delaysMs.entries()) {
      clock.noteEdge(index * SEGMENT_S, T0 + index * SEGMENT_S * 1000 + delayMs);
    }
    expect(clock.programTimeAt(0)).toBe(T0 + 300);
    for (let index = 4; index < 34; index += 1) {
      clock.noteEdge(index * SEGMENT_S, T0 + index * SEGMENT_S * 1000 + 1_000);
    }
    // 2 % of the time of the three playlists since it was forgotten.
    expect(clock.programTimeAt(0)).toBeCloseTo(T0 + 300 + 0.02 * 3 * SEGMENT_S * 1000, 3);
    for (let index = 34; index < 60; index += 1) {
      clock.noteEdge(index * SEGMENT_S, T0 + index * SEGMENT_S * 1000 + 1_000);
    }
    expect(clock.programTimeAt(0)).toBe(T0 + 1_000);
  });

  it('moves no faster than players make good by rate, once it has settled', () => {
    const clock = createEdgeClock();
    let before: number | undefined;
    for (let index = 0; index < 80; index += 1) {
      const atMs = T0 + index * SEGMENT_S * 1000 + (index % 40 === 7 ? 100 : 3_000);
      clock.noteEdge(index * SEGMENT_S, atMs);
      const now = clock.programTimeAt(0)!;
      if (index > 5) expect(Math.abs(now - before!)).toBeLessThanOrEqual(0.02 * (SEGMENT_S * 1000 + 3_000));
      before = now;
    }
  });

  it('goes to another axis at once', () => {
    const clock = createEdgeClock();
    for (let index = 0; index < 10; index += 1)
      clock.noteEdge(index * SEGMENT_S, T0 + index * SEGMENT_S * 1000);
    clock.noteEdge(5_000, T0 + 10 * SEGMENT_S * 1000);
    expect(clock.programTimeAt(5_000)).toBe(T0 + 10 * SEGMENT_S * 1000);
  });

  it('brings two whose playlists are late by different amounts within a target duration', () => {
    const clocks = [createEdgeClock(), createEdgeClock()];
    // One fetches right after each segment was added, the other right before the next one.
    for (const [viewer, clock] of clocks.entries()) {
      for (let index = 0; index < 10; index += 1) {
        clock.noteEdge(index * SEGMENT_S, T0 + index * SEGMENT_S * 1000 + (viewer === 0 ? 50 : 5_950));
      }
    }
    const [one, other] = clocks.map((clock) => clock.mediaTimeAt(T0 + 20_000) ?? Number.NaN);
    expect(Math.abs(one! - other!)).toBeLessThanOrEqual(SEGMENT_S);
  });
});
