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

/** What somebody has done. Rooms, visits and messages are counted by the statements that make them. */
export interface StatsService {
  get(userId: string): Promise<UserStats>;
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
  };
}
