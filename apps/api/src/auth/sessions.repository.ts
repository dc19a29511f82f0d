import type { Identity } from '../platform/http/session-locals.js';
import type { Queryable } from '../platform/postgres/database.js';

export interface SessionsRepository {
  revoke(identity: Identity): Promise<void>;
  /** Which of these sessions have been revoked. */
  findRevoked(sessionIds: readonly string[]): Promise<string[]>;
  /** Forgets revocations of tokens that have run out by themselves. */
  deleteExpired(now: number): Promise<void>;
}

export function createSessionsRepository(database: Queryable): SessionsRepository {
  return {
    async revoke({ sessionId, userId, expiresAt }) {
      await database.query({
        text: `
          INSERT INTO revoked_sessions (id, user_id, expires_at)
          VALUES ($1, $2, to_timestamp($3::double precision / 1000))
          ON CONFLICT (id) DO NOTHING`,
        values: [sessionId, userId, expiresAt],
      });
    },

    async findRevoked(sessionIds) {
      const rows = await database.query<{ id: string }>({
        name: 'sessions_revoked',
        text: 'SELECT id FROM revoked_sessions WHERE id = ANY($1::uuid[])',
        values: [sessionIds],
      });
      return rows.map((row) => row.id);
    },

    async deleteExpired(now) {
      await database.query({
        text: 'DELETE FROM revoked_sessions WHERE expires_at < to_timestamp($1::double precision / 1000)',
        values: [now],
      });
    },
  };
}
