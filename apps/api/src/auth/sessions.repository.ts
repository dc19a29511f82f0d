import type { Identity } from '../platform/http/session-locals.js';
import type { Queryable } from '../platform/postgres/database.js';

/** A session that a connection stands on. */
export type LiveSession = Omit<Identity, 'expiresAt'>;

export interface SessionsRepository {
  revoke(identity: Identity): Promise<void>;
  /** Which of these sessions have ended: revoked one by one or all of a person's, of somebody banned or erased. */
  findEnded(sessions: readonly LiveSession[]): Promise<string[]>;
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

    async findEnded(sessions) {
      if (sessions.length === 0) return [];
      const rows = await database.query<{ id: string }>({
        name: 'sessions_ended',
        text: `
          SELECT live.id FROM unnest($1::uuid[], $2::uuid[], $3::double precision[]) AS live(id, user_id, issued_at)
          LEFT JOIN users u ON u.id = live.user_id
          WHERE u.id IS NULL OR u.banned_at IS NOT NULL
            OR u.sessions_revoked_before >= to_timestamp(live.issued_at / 1000)
            OR EXISTS (SELECT 1 FROM revoked_sessions s WHERE s.id = live.id)`,
        values: [
          sessions.map(({ sessionId }) => sessionId),
          sessions.map(({ userId }) => userId),
          sessions.map(({ issuedAt }) => issuedAt),
        ],
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
