export type DayPart = 'morning' | 'day' | 'evening' | 'night';

/** @param hour of the person's own clock, 0..23 */
export function dayPartOf(hour: number): DayPart {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 18) return 'day';
  return 'evening';
}
