import type { PresenceLease } from '../platform/presence/presence.js';
import type { Queryable } from '../platform/postgres/database.js';

/** What a page has said of itself. */
export interface Page extends PresenceLease {
  isVisible: boolean;
}

/** Which pages of whom can be seen, as their clients tell. */
export interface PagesRepository {
  /** Nothing is noted of somebody without a seat. */
  note(page: Page, now: number): Promise<void>;
  /** Says that these connections are there still. */
  renew(pages: readonly PresenceLease[], now: number): Promise<void>;
  forget(socketId: string): Promise<void>;
  /** Takes away what nobody renews. */
  forgetDead(tx: Queryable, now: number): Promise<void>;
  noteUtcOffset(userId: string, minutes: number): Promise<void>;
}

/** Half as long again as the longest pause between two renewals. */
export const PAGE_TTL_MS = 90_000;

const INSTANT = 'double precision / 1000';

export function createPagesRepository(database: Queryable): PagesRepository {
  return {
    async note({ socketId, roomId, userId, isVisible }, now) {
      await database.query({
        name: 'page_note',
        text: `
          WITH room AS (
            SELECT id FROM rooms WHERE id = $2 FOR KEY SHARE
          ), person AS (
            SELECT u.id, room.id AS room_id FROM users u CROSS JOIN room WHERE u.id = $3 FOR KEY SHARE OF u
          )
          INSERT INTO open_pages AS known (socket_id, room_id, user_id, is_visible, since, renewed_at)
          SELECT $1, person.room_id, person.id, $4, to_timestamp($5::${INSTANT}), to_timestamp($5::${INSTANT})
          FROM person
          WHERE EXISTS (
            SELECT 1 FROM room_participants p WHERE p.room_id = $2 AND p.user_id = $3 AND p.left_at IS NULL
          )
          ON CONFLICT (socket_id) DO UPDATE SET
            room_id = excluded.room_id,
            is_visible = excluded.is_visible,
            since = CASE WHEN known.room_id = excluded.room_id AND known.is_visible = excluded.is_visible
              THEN known.since ELSE excluded.since END,
            renewed_at = excluded.renewed_at`,
        values: [socketId, roomId, userId, isVisible, now],
      });
    },

    async renew(pages, now) {
      await database.query({
        name: 'pages_renew',
        // A connection that is in another room by now has nothing to say of the one before.
        text: `
          UPDATE open_pages o SET renewed_at = to_timestamp($3::${INSTANT})
          FROM unnest($1::text[], $2::uuid[]) AS here (socket_id, room_id)
          WHERE o.socket_id = here.socket_id AND o.room_id = here.room_id`,
        values: [pages.map(({ socketId }) => socketId), pages.map(({ roomId }) => roomId), now],
      });
    },

    async forget(socketId) {
      await database.query({
        name: 'page_forget',
        text: 'DELETE FROM open_pages WHERE socket_id = $1',
        values: [socketId],
      });
    },

    async forgetDead(tx, now) {
      await tx.query({
        text: `
          DELETE FROM open_pages
          WHERE renewed_at <= to_timestamp($1::${INSTANT}) - interval '${PAGE_TTL_MS} milliseconds'`,
        values: [now],
      });
    },

    async noteUtcOffset(userId, minutes) {
      await database.query({
        name: 'utc_offset_note',
        text: `
          UPDATE users SET utc_offset_minutes = $2
          WHERE id = $1 AND utc_offset_minutes IS DISTINCT FROM $2`,
        values: [userId, minutes],
      });
    },
  };
}
