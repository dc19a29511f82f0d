import type { WatchDay } from '@watchparty/shared';

export interface CalendarDay {
  /** As `2026-02-28`. */
  day: string;
  seconds: number;
  /** 0 nothing, 4 an evening. */
  shade: 0 | 1 | 2 | 3 | 4;
}

const WEEKS = 12;
const DAY_MS = 86_400_000;

/** Whole weeks from Monday on, the last one up to today. Days are counted by UTC here: they are dates, not moments. */
export function calendarWeeks(today: string, known: readonly WatchDay[]): CalendarDay[][] {
  const seconds = new Map(known.map((day) => [day.day, day.seconds]));
  const end = Date.parse(`${today}T00:00:00Z`);
  const sinceMonday = (new Date(end).getUTCDay() + 6) % 7;
  const start = end - (sinceMonday + (WEEKS - 1) * 7) * DAY_MS;
  return Array.from({ length: WEEKS }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => start + (week * 7 + day) * DAY_MS)
      .filter((at) => at <= end)
      .map((at) => {
        const day = new Date(at).toISOString().slice(0, 10);
        const watched = seconds.get(day) ?? 0;
        return { day, seconds: watched, shade: shadeOf(watched) };
      }),
  );
}

function shadeOf(seconds: number): CalendarDay['shade'] {
  if (seconds <= 0) return 0;
  const hours = seconds / 3_600;
  if (hours < 0.5) return 1;
  if (hours < 1.5) return 2;
  return hours < 3 ? 3 : 4;
}
