import { describe, expect, it } from '@jest/globals';

import { calendarWeeks } from './calendar-weeks.js';

describe('calendarWeeks', () => {
  it('has twelve weeks from Monday on, up to today', () => {
    // A Saturday.
    const weeks = calendarWeeks('2026-02-28', []);
    expect(weeks.map((days) => days.length)).toEqual([...Array<number>(11).fill(7), 6]);
    expect(weeks[0]?.[0]?.day).toBe('2025-12-08');
    expect(weeks.at(-1)?.at(-1)?.day).toBe('2026-02-28');
  });

  it('begins a week with a Monday, and ends one with a Sunday', () => {
    expect(calendarWeeks('2026-03-02', []).at(-1)).toHaveLength(1);
    expect(calendarWeeks('2026-03-01', []).at(-1)).toHaveLength(7);
  });

  it.each([
    [0, 0],
    [60, 1],
    [1_800, 2],
    [5_400, 3],
    [10_800, 4],
  ])('shades %d s as %d', (seconds, shade) => {
    const last = calendarWeeks('2026-02-28', [{ day: '2026-02-28', seconds }])
      .at(-1)
      ?.at(-1);
    expect(last).toEqual({ day: '2026-02-28', seconds, shade });
  });
});
