import { type Language, REMIND_AHEAD_MS, type ReminderResponse } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import type { DueReminder, ReminderKind } from './reminders.service.js';

interface Membership {
  userId: string;
  roomId: string;
}

/** Who wants to be told of which party, and what they have been told. */
export interface RemindersRepository {
  read(asked: Membership): Promise<ReminderResponse>;
  /** @returns whether there is a party ahead that somebody could be reminded of */
  turnOn(asked: Membership, now: number): Promise<boolean>;
  turnOff(asked: Membership): Promise<void>;
  /** Takes words that are due: they are the caller's to say, and nobody else's. */
  take(kind: ReminderKind, now: number, limit: number): Promise<DueReminder[]>;
  /** A word that was taken and not said. */
  giveBack(reminder: DueReminder): Promise<void>;
}

/** How late somebody is still told that a party begins. */
const START_MAX_LATE_MS = 10 * 60_000;

const COLUMN: Record<ReminderKind, string> = { soon: 'soon_told_for', start: 'start_told_for' };

/** Between which instants a party begins that is due, from now: later than the first and no later than the second. */
const WINDOW_MS: Record<ReminderKind, readonly [number, number]> = {
  soon: [0, REMIND_AHEAD_MS],
  start: [-START_MAX_LATE_MS, 0],
};

export function createRemindersRepository(database: Queryable): RemindersRepository {
  return {
    async read({ userId, roomId }) {
      const [row] = await database.query<{ is_on: boolean; may_bot_write: boolean | null }>({
        text: `
          SELECT u.may_bot_write,
            EXISTS (SELECT 1 FROM party_reminders p WHERE p.room_id = $2 AND p.user_id = u.id) AS is_on
          FROM users u WHERE u.id = $1`,
        values: [userId, roomId],
      });
      return {
        isOn: row?.is_on ?? false,
        ...(typeof row?.may_bot_write === 'boolean' && { mayBotWrite: row.may_bot_write }),
      };
    },

    async turnOn({ userId, roomId }, now) {
      const rows = await database.query({
        text: `
          INSERT INTO party_reminders (room_id, user_id, soon_told_for)
          SELECT r.id, $1,
            -- Whoever asks that late knows that it is soon.
            CASE WHEN r.starts_at <= to_timestamp(($3::double precision + $4) / 1000) THEN r.starts_at END
          FROM rooms r WHERE r.id = $2 AND r.starts_at > to_timestamp($3::double precision / 1000)
          ON CONFLICT (room_id, user_id) DO UPDATE SET room_id = excluded.room_id
          RETURNING 1`,
        values: [userId, roomId, now, REMIND_AHEAD_MS],
      });
      return rows.length > 0;
    },

    async turnOff({ userId, roomId }) {
      await database.query({
        text: 'DELETE FROM party_reminders WHERE room_id = $1 AND user_id = $2',
        values: [roomId, userId],
      });
    },

    async take(kind, now, limit) {
      const [after, until] = WINDOW_MS[kind];
      const rows = await database.query<{
        room_id: string;
        user_id: string;
        name: string;
        starts_at: Date;
        telegram_id: number;
        language: Language | null;
        time_zone: string | null;
      }>({
        text: `
          WITH due AS (
            SELECT p.room_id, p.user_id
            FROM party_reminders p JOIN rooms r ON r.id = p.room_id JOIN users u ON u.id = p.user_id
            WHERE r.starts_at > to_timestamp($1::double precision / 1000)
              AND r.starts_at <= to_timestamp($2::double precision / 1000)
              AND p.${COLUMN[kind]} IS DISTINCT FROM r.starts_at
              AND u.may_bot_write IS NOT FALSE AND u.banned_at IS NULL
            ORDER BY r.starts_at LIMIT $3
            FOR UPDATE OF p SKIP LOCKED
          )
          UPDATE party_reminders p SET ${COLUMN[kind]} = r.starts_at
          FROM due, rooms r, users u
          WHERE p.room_id = due.room_id AND p.user_id = due.user_id AND r.id = p.room_id AND u.id = p.user_id
          RETURNING p.room_id, p.user_id, r.name, r.starts_at, u.telegram_id, u.language, u.time_zone`,
        values: [now + after, now + until, limit],
      });
      return rows.map((row) => ({
        kind,
        roomId: row.room_id,
        userId: row.user_id,
        telegramId: row.telegram_id,
        name: row.name,
        startsAt: row.starts_at.getTime(),
        ...(row.language !== null && { language: row.language }),
        ...(row.time_zone !== null && { timeZone: row.time_zone }),
      }));
    },

    async giveBack({ kind, roomId, userId }) {
      await database.query({
        text: `UPDATE party_reminders SET ${COLUMN[kind]} = NULL WHERE room_id = $1 AND user_id = $2`,
        values: [roomId, userId],
      });
    },
  };
}
