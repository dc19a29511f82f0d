import type { Language, User } from '@watchparty/shared';
import { createBatches } from '../platform/batches.js';
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

/** Beside that, what the bot goes by when it speaks to them. */
export interface KnownPerson extends KnownUser {
  language?: Language;
  /** An IANA zone. */
  timeZone?: string;
}

const COLUMNS = `
  u.id, u.telegram_id, u.username, u.first_name, u.last_name, u.photo_url, u.banned_at IS NOT NULL AS is_banned`;

type SessionKey = Omit<Identity, 'expiresAt'>;

export interface UsersRepository {
  /** Creates the user, or brings what Telegram says of them up to date. What it does not say stays as it was known. */
  upsert(telegramUser: TelegramUser, now: number): Promise<KnownPerson>;
  /** Whether the bot may write to somebody, where that somebody is known. */
  noteReach(telegramId: number, mayBotWrite: boolean): Promise<void>;
  /** The user of a session that has not been revoked. */
  findBySession(session: SessionKey): Promise<KnownUser | undefined>;
  /** Locks the user against new rooms and memberships until the transaction ends. */
  lock(tx: Queryable, userId: string): Promise<void>;
  delete(tx: Queryable, userId: string): Promise<void>;
}

/** Of one statement. */
const MAX_SESSIONS_AT_ONCE = 64;
/** It takes half a millisecond, and nobody can ask for a seat before it: with 4 ms a rush into a room takes 8 % longer. */
const GATHER_SESSIONS_MS = 1;

export function createUsersRepository(database: Queryable): UsersRepository {
  // A room that comes back after a restart brings a thousand handshakes in a second.
  const sessions = createBatches<SessionKey, KnownUser | undefined>({
    maxSize: MAX_SESSIONS_AT_ONCE,
    gatherMs: GATHER_SESSIONS_MS,
    async run(_key, asked) {
      const rows = await database.query<UserRow & { asked_at: number }>({
        name: 'users_by_sessions',
        text: `
          SELECT ${COLUMNS}, asked.at::int AS asked_at
          -- Behind queries, so that it is planned once, and not for how many ask.
          FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[]), (SELECT $3::double precision[]))
            WITH ORDINALITY AS asked (user_id, session_id, issued_at, at)
          JOIN users u ON u.id = asked.user_id
          WHERE NOT EXISTS (SELECT 1 FROM revoked_sessions s WHERE s.id = asked.session_id)
            AND (u.sessions_revoked_before IS NULL
              OR u.sessions_revoked_before < to_timestamp(asked.issued_at / 1000))`,
        values: [
          asked.map(({ userId }) => userId),
          asked.map(({ sessionId }) => sessionId),
          asked.map(({ issuedAt }) => issuedAt),
        ],
      });
      const known = new Map(rows.map((row) => [row.asked_at, toKnownUser(row)]));
      return asked.map((_, index) => ({ ok: true, value: known.get(index + 1) }));
    },
  });

  return {
    async upsert(telegramUser, now) {
      const [row] = await database.query<UserRow & { language: Language | null; time_zone: string | null }>({
        text: `
          WITH u AS (
            INSERT INTO users (telegram_id, username, first_name, last_name, photo_url, created_at, last_active,
              language, time_zone, may_bot_write)
            VALUES ($1, $2, $3, $4, $5, to_timestamp($6::double precision / 1000), to_timestamp($6::double precision / 1000),
              $7, $8, $9)
            ON CONFLICT (telegram_id) DO UPDATE SET
              username = excluded.username, first_name = excluded.first_name, last_name = excluded.last_name,
              photo_url = CASE WHEN $10 THEN excluded.photo_url ELSE users.photo_url END,
              last_active = excluded.last_active,
              language = coalesce(excluded.language, users.language),
              time_zone = coalesce(excluded.time_zone, users.time_zone),
              may_bot_write = coalesce(excluded.may_bot_write, users.may_bot_write)
            RETURNING *
          ), stats AS (
            INSERT INTO user_stats (user_id) SELECT id FROM u ON CONFLICT (user_id) DO NOTHING
          ), seen AS (
            INSERT INTO activity_days (user_id, day)
            SELECT id, (to_timestamp($6::double precision / 1000) AT TIME ZONE 'UTC')::date FROM u WHERE banned_at IS NULL
            ON CONFLICT (user_id, day) DO NOTHING
          )
          SELECT ${COLUMNS}, u.language, u.time_zone FROM u`,
        values: [
          telegramUser.id,
          telegramUser.username ?? null,
          telegramUser.firstName,
          telegramUser.lastName ?? null,
          telegramUser.photoUrl ?? null,
          now,
          telegramUser.language ?? null,
          telegramUser.timeZone ?? null,
          telegramUser.mayBotWrite ?? null,
          telegramUser.isPhotoKnown !== false,
        ],
      });
      if (!row) throw new Error('an upsert returned no row');
      return {
        ...toKnownUser(row),
        ...(row.language !== null && { language: row.language }),
        ...(row.time_zone !== null && { timeZone: row.time_zone }),
      };
    },

    async noteReach(telegramId, mayBotWrite) {
      await database.query({
        text: 'UPDATE users SET may_bot_write = $2 WHERE telegram_id = $1',
        values: [telegramId, mayBotWrite],
      });
    },

    findBySession: (session) => sessions.add('sessions', session),

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
