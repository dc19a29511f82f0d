import type { UserStats } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';

interface StatsRow {
  total_watch_time: number;
  rooms_created: number;
  rooms_joined: number;
  messages_sent: number;
  achievements: string[];
  updated_at: Date;
}

/** What somebody has done. Rooms created and messages sent are counted by the statements that make them. */
export interface StatsService {
  get(userId: string): Promise<UserStats>;
  countJoin(tx: Queryable, userId: string): Promise<void>;
}

export function createStatsService(database: Queryable): StatsService {
  return {
    async get(userId) {
      const [row] = await database.query<StatsRow>({
        text: `
          WITH made AS (
            INSERT INTO user_stats (user_id) VALUES ($1) ON CONFLICT (user_id) DO NOTHING RETURNING *
          )
          SELECT * FROM made UNION ALL SELECT * FROM user_stats WHERE user_id = $1`,
        values: [userId],
      });
      if (!row) throw new Error('there are no statistics');
      return {
        totalWatchTime: row.total_watch_time,
        roomsCreated: row.rooms_created,
        roomsJoined: row.rooms_joined,
        messagesSent: row.messages_sent,
        achievements: row.achievements,
        updatedAt: row.updated_at.getTime(),
      };
    },

    async countJoin(tx, userId) {
      await tx.query({
        text: `
          WITH counted AS (
            INSERT INTO user_stats (user_id, rooms_joined) VALUES ($1, 1)
            ON CONFLICT (user_id) DO UPDATE SET rooms_joined = user_stats.rooms_joined + 1
            RETURNING user_id
          )
          INSERT INTO activity_days (user_id, day, rooms_joined)
          SELECT user_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM counted
          ON CONFLICT (user_id, day) DO UPDATE SET rooms_joined = activity_days.rooms_joined + 1`,
        values: [userId],
      });
    },
  };
}
