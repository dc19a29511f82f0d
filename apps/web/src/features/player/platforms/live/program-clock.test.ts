import { describe, expect, it } from '@jest/globals';

import { createDatedClock, type DatedSegment } from './program-clock.js';

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
