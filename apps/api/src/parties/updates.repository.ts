import type { Queryable } from '../platform/postgres/database.js';

/** What Telegram has brought before. */
export interface UpdatesRepository {
  /** @returns whether nobody has taken this update yet: then it is the caller's, and nobody else's ever */
  take(botId: number, updateId: number, now: number): Promise<boolean>;
  forget(before: number): Promise<void>;
}

export function createUpdatesRepository(database: Queryable): UpdatesRepository {
  return {
    async take(botId, updateId, now) {
      const taken = await database.query({
        text: `
          INSERT INTO bot_updates (bot_id, update_id, seen_at)
          VALUES ($1, $2, to_timestamp($3::double precision / 1000))
          ON CONFLICT DO NOTHING RETURNING 1`,
        values: [botId, updateId, now],
      });
      return taken.length > 0;
    },

    async forget(before) {
      await database.query({
        text: 'DELETE FROM bot_updates WHERE seen_at < to_timestamp($1::double precision / 1000)',
        values: [before],
      });
    },
  };
}
