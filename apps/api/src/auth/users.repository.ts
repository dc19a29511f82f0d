import type { User } from '@watchparty/shared';
import type { Identity } from '../platform/http/session-locals.js';
import type { Queryable } from '../platform/postgres/database.js';
import type { TelegramUser } from './init-data.js';

interface UserRow {
  id: string;
  telegram_id: number;
  username: string | null;
  first_name: string;
  last_name: string | null;
  photo_url: string | null;
  is_banned: boolean;
}

/** A user, and whether the operator keeps them out. */
export interface KnownUser {
  user: User;
  isBanned: boolean;
}

const COLUMNS = `
  u.id, u.telegram_id, u.username, u.first_name, u.last_name, u.photo_url, u.banned_at IS NOT NULL AS is_banned`;

export interface UsersRepository {
  /** Creates the user, or brings what Telegram says of them up to date. */
  upsert(telegramUser: TelegramUser, now: number): Promise<KnownUser>;
  /** The user of a session that has not been revoked. */
  findBySession(session: Omit<Identity, 'expiresAt'>): Promise<KnownUser | undefined>;
  /** Locks the user against new rooms and memberships until the transaction ends. */
  lock(tx: Queryable, userId: string): Promise<void>;
  delete(tx: Queryable, userId: string): Promise<void>;
}

export function createUsersRepository(database: Queryable): UsersRepository {
  return {
    async upsert(telegramUser, now) {
      const [row] = await database.query<UserRow>({
        text: `
          WITH u AS (
            INSERT INTO users (telegram_id, username, first_name, last_name, photo_url, created_at, last_active)
            VALUES ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000), to_timestamp($6::double precision / 1000))
            ON CONFLICT (telegram_id) DO UPDATE SET
              username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
              photo_url = excluded.photo_url, last_active = excluded.last_active
            RETURNING *
          ), stats AS (
            INSERT INTO user_stats (user_id) SELECT id FROM u ON CONFLICT (user_id) DO NOTHING
          ), seen AS (
            INSERT INTO activity_days (user_id, day)
            SELECT id, (to_timestamp($6::double precision / 1000) AT TIME ZONE 'UTC')::date FROM u WHERE banned_at IS NULL
            ON CONFLICT (user_id, day) DO NOTHING
          )
          SELECT ${COLUMNS} FROM u`,
        values: [
          telegramUser.id,
          telegramUser.username ?? null,
          telegramUser.firstName,
          telegramUser.lastName ?? null,
          telegramUser.photoUrl ?? null,
          now,
        ],
      });
      if (!row) throw new Error('an upsert returned no row');
      return toKnownUser(row);
    },

    async findBySession({ userId, sessionId, issuedAt }) {
      const [row] = await database.query<UserRow>({
        name: 'user_by_session',
        text: `
          SELECT ${COLUMNS} FROM users u
          WHERE u.id = $1 AND NOT EXISTS (SELECT 1 FROM revoked_sessions s WHERE s.id = $2)
            AND (u.sessions_revoked_before IS NULL
              OR u.sessions_revoked_before < to_timestamp($3::double precision / 1000))`,
        values: [userId, sessionId, issuedAt],
      });
      return row && toKnownUser(row);
    },

    async lock(tx, userId) {
      await tx.query({ text: 'SELECT 1 FROM users WHERE id = $1 FOR UPDATE', values: [userId] });
    },

    async delete(tx, userId) {
      await tx.query({ text: 'DELETE FROM users WHERE id = $1', values: [userId] });
    },
  };
}

function toKnownUser(row: UserRow): KnownUser {
  return { user: toUser(row), isBanned: row.is_banned };
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    telegramId: row.telegram_id,
    firstName: row.first_name,
    ...(row.username !== null && { username: row.username }),
    ...(row.last_name !== null && { lastName: row.last_name }),
    ...(row.photo_url !== null && { photoUrl: row.photo_url }),
  };
}
