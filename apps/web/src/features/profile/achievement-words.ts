import { type AchievementCode, ACHIEVEMENTS } from '@watchparty/shared';
import type { TFunction } from 'i18next';

const HOUR_S = 3_600;

/** A figure as people say it: "12", "40 min", "5 h". Whole ones, and never more than there is. */
export function figureText(
  t: TFunction<['achievements']>,
  language: string,
  code: AchievementCode,
  value: number,
): string {
  const number = new Intl.NumberFormat(language);
  if (ACHIEVEMENTS[code].unit === 'count') return number.format(Math.floor(value));
  if (value < HOUR_S) return t('achievements:minutes', { value: number.format(Math.floor(value / 60)) });
  return t('achievements:hours', { value: number.format(Math.floor(value / HOUR_S)) });
}
