import {
  ACHIEVEMENT_CODES,
  achievementKey,
  type AchievementKey,
  achievementsOf,
  type AchievementsResponse,
} from '@watchparty/shared';
import type { Now } from '../platform/now.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { AchievementsRepository } from './achievements.repository.js';

export interface AchievementsService {
  /** Gives them what their figures are enough for by now, and tells them. */
  give(userIds: readonly string[]): Promise<void>;
  /** Remembers that somebody's figures may have grown, for the next `giveTouched`. What a node forgets is given later. */
  touch(userId: string): void;
  giveTouched(): Promise<void>;
  list(userId: string): Promise<AchievementsResponse>;
  /** The person was shown these. */
  markSeen(userId: string, keys: readonly AchievementKey[]): Promise<void>;
}

export interface AchievementsServiceOptions {
  achievements: AchievementsRepository;
  broadcaster: Pick<Broadcaster, 'toUser'>;
  now: Now;
}

/** People looked at in one statement. */
const MAX_AT_ONCE = 500;

export function createAchievementsService(options: AchievementsServiceOptions): AchievementsService {
  const { achievements, broadcaster, now } = options;
  let touched = new Set<string>();

  async function giveSome(userIds: readonly string[]): Promise<void> {
    const people = await achievements.figuresOf(userIds);
    const due = people.flatMap(({ userId, figures, earned }) =>
      achievementsOf(figures)
        .filter((achievement) => !earned.has(achievementKey(achievement)))
        .map((achievement) => ({ userId, ...achievement })),
    );
    if (due.length === 0) return;
    const earnedAt = now();
    for (const { userId, code, level } of await achievements.give(due, earnedAt)) {
      broadcaster.toUser(userId, 'achievement:earned', {
        achievement: { code, level, earnedAt, isSeen: false },
      });
    }
  }

  async function give(userIds: readonly string[]): Promise<void> {
    for (let from = 0; from < userIds.length; from += MAX_AT_ONCE) {
      await giveSome(userIds.slice(from, from + MAX_AT_ONCE));
    }
  }

  return {
    give,

    touch(userId) {
      touched.add(userId);
    },

    async giveTouched() {
      const userIds = [...touched];
      touched = new Set();
      await give(userIds);
    },

    async list(userId) {
      // Whatever a node forgot when it ended.
      await give([userId]);
      const rows = await achievements.list(userId);
      return {
        achievements: rows
          // A release before this one may have known others.
          .filter(({ code }) => ACHIEVEMENT_CODES.includes(code))
          .map((row) => ({
            code: row.code,
            level: row.level,
            earnedAt: row.earned_at.getTime(),
            isSeen: row.is_seen,
          })),
      };
    },

    markSeen: (userId, keys) => achievements.markSeen(userId, keys, now()),
  };
}
