import type {
  Achievement,
  AchievementCode,
  AchievementKey,
  AchievementLevel,
  PersonFigures,
} from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import { FIGURES_COLUMNS, type FiguresRow, toFigures } from './figures-row.js';

export interface FiguresOfPerson {
  userId: string;
  figures: PersonFigures;
  earned: ReadonlySet<AchievementKey>;
}

export interface Award extends Achievement {
  userId: string;
}

export interface AchievementRow {
  code: AchievementCode;
  level: AchievementLevel;
  earned_at: Date;
  is_seen: boolean;
}

export interface AchievementsRepository {
  /** Of those who want to be counted. */
  figuresOf(userIds: readonly string[]): Promise<FiguresOfPerson[]>;
  /** Gives each once, however many nodes try. @returns what was given now */
  give(awards: readonly Award[], now: number): Promise<Award[]>;
  /** What was given last first. */
  list(userId: string): Promise<AchievementRow[]>;
  markSeen(userId: string, keys: readonly AchievementKey[], now: number): Promise<void>;
}

export function createAchievementsRepository(database: Queryable): AchievementsRepository {
  return {
    async figuresOf(userIds) {
      const rows = await database.query<FiguresRow & { user_id: string; earned: AchievementKey[] }>({
        name: 'figures_of_people',
        text: `
          SELECT ${FIGURES_COLUMNS}, s.user_id,
            ARRAY(SELECT a.code || ':' || a.level FROM achievements a WHERE a.user_id = s.user_id) AS earned
          FROM user_stats s JOIN users u ON u.id = s.user_id
          WHERE s.user_id = ANY($1::uuid[]) AND u.is_counted`,
        values: [userIds],
      });
      return rows.map((row) => ({
        userId: row.user_id,
        figures: toFigures(row),
        earned: new Set(row.earned),
      }));
    },

    async give(awards, now) {
      const rows = await database.query<{ user_id: string; code: AchievementCode; level: AchievementLevel }>({
        name: 'achievements_give',
        text: `
          WITH person AS (
            SELECT id FROM users WHERE id = ANY($1::uuid[]) AND is_counted ORDER BY id FOR KEY SHARE
          )
          INSERT INTO achievements (user_id, code, level, earned_at)
          SELECT award.user_id, award.code, award.level, to_timestamp($4::double precision / 1000)
          FROM unnest($1::uuid[], $2::text[], $3::text[]) AS award (user_id, code, level)
          JOIN person ON person.id = award.user_id
          -- Nodes that give the same ones meet in the same order.
          ORDER BY award.user_id, award.code, award.level
          ON CONFLICT (user_id, code, level) DO NOTHING
          RETURNING user_id, code, level`,
        values: [
          awards.map(({ userId }) => userId),
          awards.map(({ code }) => code),
          awards.map(({ level }) => level),
          now,
        ],
      });
      return rows.map((row) => ({ userId: row.user_id, code: row.code, level: row.level }));
    },

    list: (userId) =>
      database.query({
        name: 'achievements_list',
        text: `
          SELECT code, level, earned_at, seen_at IS NOT NULL AS is_seen FROM achievements
          WHERE user_id = $1 ORDER BY earned_at DESC, code, level`,
        values: [userId],
      }),

    async markSeen(userId, keys, now) {
      await database.query({
        text: `
          UPDATE achievements SET seen_at = to_timestamp($3::double precision / 1000)
          WHERE user_id = $1 AND code || ':' || level = ANY($2::text[]) AND seen_at IS NULL`,
        values: [userId, keys, now],
      });
    },
  };
}
