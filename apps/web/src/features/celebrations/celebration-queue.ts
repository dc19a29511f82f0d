import {
  type Achievement,
  ACHIEVEMENT_LEVELS,
  achievementKey,
  type AchievementKey,
} from '@watchparty/shared';

/** One thing to celebrate, and everything that is thereby told. */
export interface Celebration extends Achievement {
  keys: readonly AchievementKey[];
  /** How many other achievements were given beside it. */
  others: number;
}

export interface CelebrationQueue {
  /** Nothing is celebrated twice on one page. */
  known: ReadonlySet<AchievementKey>;
  waiting: readonly Achievement[];
}

export const NOTHING_TO_CELEBRATE: CelebrationQueue = { known: new Set(), waiting: [] };

/** More than that, one after the other, would be a nuisance. */
const MAX_ONE_BY_ONE = 3;

export function addToCelebrate(
  { known, waiting }: CelebrationQueue,
  earned: readonly Achievement[],
): CelebrationQueue {
  const added = earned.filter((achievement) => !known.has(achievementKey(achievement)));
  return {
    known: new Set([...known, ...added.map(achievementKey)]),
    waiting: [...waiting, ...added.map(({ code, level }) => ({ code, level }))],
  };
}

/** Takes out what comes next: of one achievement the highest level, and where there is much, all of it at once. */
export function nextCelebration(
  queue: CelebrationQueue,
): { celebration: Celebration; rest: CelebrationQueue } | undefined {
  const [best] = [...queue.waiting].sort((one, other) => rankOf(other) - rankOf(one));
  if (!best) return undefined;
  const others = new Set(queue.waiting.map(({ code }) => code)).size - 1;
  const isAllAtOnce = others >= MAX_ONE_BY_ONE;
  const told = queue.waiting.filter(({ code }) => isAllAtOnce || code === best.code);
  return {
    celebration: { ...best, keys: told.map(achievementKey), others: isAllAtOnce ? others : 0 },
    rest: { ...queue, waiting: queue.waiting.filter((achievement) => !told.includes(achievement)) },
  };
}

function rankOf({ level }: Achievement): number {
  return ACHIEVEMENT_LEVELS.indexOf(level);
}
