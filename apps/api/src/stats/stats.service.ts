import type { AchievementKey, UserStats, WatchDay } from '@watchparty/shared';
import type { Now } from '../platform/now.js';
import type { Queryable } from '../platform/postgres/database.js';
import { FIGURES_COLUMNS, type FiguresRow, toFigures } from './figures-row.js';

interface StatsRow extends FiguresRow {
  achievements: AchievementKey[];
  streak: number;
  today: string;
  calendar: WatchDay[];
  updated_at: Date;
}

/** What somebody has done. Rooms, visits and messages are counted by the statements that make them. */
export interface StatsService {
  get(userId: string): Promise<UserStats>;
}

const CALENDAR_DAYS = 84;

const READ = `
  WITH made AS (
    INSERT INTO user_stats (user_id) VALUES ($1) ON CONFLICT (user_id) DO NOTHING RETURNING *
  ), s AS (
    SELECT * FROM made UNION ALL SELECT * FROM user_stats WHERE user_id = $1
  ), here AS (
    SELECT (to_timestamp($2::double precision / 1000) AT TIME ZONE 'UTC'
      + coalesce(utc_offset_minutes, 0) * interval '1 minute')::date AS today
    FROM users WHERE id = $1
  )
  SELECT ${FIGURES_COLUMNS}, s.updated_at, here.today::text AS today,
    CASE WHEN s.last_watch_day >= here.today - 1 THEN s.streak_days ELSE 0 END AS streak,
    (SELECT coalesce(json_agg(a.code || ':' || a.level ORDER BY a.earned_at, a.code, a.level), '[]')
      FROM achievements a WHERE a.user_id = $1) AS achievements,
    (SELECT coalesce(json_agg(json_build_object('day', d.day, 'seconds', d.seconds) ORDER BY d.day), '[]')
      FROM watch_days d WHERE d.user_id = $1 AND d.day > here.today - ${CALENDAR_DAYS}) AS calendar
  FROM s CROSS JOIN here`;

export function createStatsService({ database, now }: { database: Queryable; now: Now }): StatsService {
  return {
    async get(userId) {
      const [row] = await database.query<StatsRow>({ text: READ, values: [userId, now()] });
      if (!row) throw new Error('there are no statistics');
      return {
        ...toFigures(row),
        achievements: row.achievements,
        streak: row.streak,
        today: row.today,
        calendar: row.calendar,
        updatedAt: row.updated_at.getTime(),
      };
    },
  };
}
