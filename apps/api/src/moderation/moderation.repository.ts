import type { Queryable } from '../platform/postgres/database.js';
import type { PersonRecord } from './moderation.service.js';

export interface ModerationRepository {
  find(telegramId: number): Promise<PersonRecord | undefined>;
  /** @returns whether they were not banned before */
  ban(tx: Queryable, userId: string, reason: string | undefined, now: number): Promise<boolean>;
  /** @returns whether they were banned */
  unban(userId: string): Promise<boolean>;
  /** Everybody who holds a seat may act in its room. @returns the rooms */
  freeSeats(tx: Queryable, userId: string, now: number): Promise<string[]>;
  revokeSessions(userId: string, now: number): Promise<void>;
}

interface PersonRow {
  id: string;
  telegram_id: number;
  username: string | null;
  first_name: string;
  last_name: string | null;
  created_at: Date;
  last_active: Date;
  banned_at: Date | null;
  ban_reason: string | null;
  sessions_revoked_before: Date | null;
  rooms_owned: number;
  seated_in: string[];
  total_watch_time: number | null;
  messages_sent: number | null;
}

const INSTANT = 'double precision / 1000';

export function createModerationRepository(database: Queryable): ModerationRepository {
  return {
    async find(telegramId) {
      const [row] = await database.query<PersonRow>({
        text: `
          SELECT u.id, u.telegram_id, u.username, u.first_name, u.last_name, u.created_at, u.last_active, u.banned_at,
            u.ban_reason, u.sessions_revoked_before, s.total_watch_time, s.messages_sent,
            (SELECT count(*)::int FROM rooms r WHERE r.owner_id = u.id) AS rooms_owned,
            ARRAY(
              SELECT p.room_id::text FROM room_participants p
              WHERE p.user_id = u.id AND p.left_at IS NULL ORDER BY p.joined_at
            ) AS seated_in
          FROM users u LEFT JOIN user_stats s ON s.user_id = u.id
          WHERE u.telegram_id = $1`,
        values: [telegramId],
      });
      return row && toRecord(row);
    },

    async ban(tx, userId, reason, now) {
      const [before] = await tx.query<{ is_banned: boolean }>({
        text: 'SELECT banned_at IS NOT NULL AS is_banned FROM users WHERE id = $1',
        values: [userId],
      });
      await tx.query({
        text: `
          UPDATE users SET banned_at = coalesce(banned_at, to_timestamp($2::${INSTANT})), ban_reason = $3 WHERE id = $1`,
        values: [userId, now, reason ?? null],
      });
      return before?.is_banned === false;
    },

    async unban(userId) {
      const rows = await database.query({
        text: `
          UPDATE users SET banned_at = NULL, ban_reason = NULL WHERE id = $1 AND banned_at IS NOT NULL RETURNING id`,
        values: [userId],
      });
      return rows.length > 0;
    },

    async freeSeats(tx, userId, now) {
      const rows = await tx.query<{ room_id: string }>({
        text: `
          UPDATE room_participants SET
            left_at = to_timestamp($2::${INSTANT}), away_since = NULL, is_voice_enabled = false
          WHERE user_id = $1 AND left_at IS NULL RETURNING room_id`,
        values: [userId, now],
      });
      return rows.map((row) => row.room_id);
    },

    async revokeSessions(userId, now) {
      await database.query({
        text: `UPDATE users SET sessions_revoked_before = to_timestamp($2::${INSTANT}) WHERE id = $1`,
        values: [userId, now],
      });
    },
  };
}

function toRecord(row: PersonRow): PersonRecord {
  return {
    userId: row.id,
    telegramId: row.telegram_id,
    name: [row.first_name, row.last_name].filter(Boolean).join(' '),
    username: row.username,
    firstSeenAt: row.created_at.getTime(),
    lastSeenAt: row.last_active.getTime(),
    bannedAt: row.banned_at?.getTime() ?? null,
    banReason: row.ban_reason,
    sessionsRevokedAt: row.sessions_revoked_before?.getTime() ?? null,
    roomsOwned: row.rooms_owned,
    seatedIn: row.seated_in,
    watchSeconds: row.total_watch_time ?? 0,
    messagesSent: row.messages_sent ?? 0,
  };
}
