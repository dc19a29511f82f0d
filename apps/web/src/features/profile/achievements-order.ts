import {
  ACHIEVEMENT_CODES,
  ACHIEVEMENT_LEVELS,
  type AchievementCode,
  achievementLevel,
  achievementProgress,
  type UserStats,
} from '@watchparty/shared';

/** What somebody has comes first, the highest level before others; then what is nearest. */
export function achievementsShownFirst(stats: UserStats): AchievementCode[] {
  const earned = new Set(stats.achievements);
  const rank = (code: AchievementCode): number => {
    const level = achievementLevel(code, earned);
    const steps = level === undefined ? 0 : ACHIEVEMENT_LEVELS.indexOf(level) + 1;
    return steps * 2 + achievementProgress(code, stats, earned).share;
  };
  return [...ACHIEVEMENT_CODES].sort((one, other) => rank(other) - rank(one));
}
