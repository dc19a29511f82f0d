import { type Author, mayModerate, type RoomBan, ROLES } from '@watchparty/shared';
import type { Cursor } from '../platform/list-cursor.js';
import { mayAct } from '../platform/postgres/may-act.js';
import type { Queryable } from '../platform/postgres/database.js';
import type { MemberKey } from './members.repository.js';
import type { SeatKey } from './participants.repository.js';

export interface BanRow {
  id: string;
  person: Author | null;
  by: Author | null;
  banned_at: Date;
  cursor_at: string;
}

/** Who is kept out of which room, by Telegram's id. */
export interface BansRepository {
  /**
   * Takes everything that somebody has in a room, under the room's lock: the seat, the role, and that they were let in.
   *
   * @returns whether they had a seat; undefined where the actor may not, or they were never let in
   */
  ban(tx: Queryable, key: MemberKey): Promise<boolean | undefined>;
  /** @returns undefined where the actor may not, else whether there was such a ban */
  lift(roomId: string, actorId: string, banId: string): Promise<boolean | undefined>;
  /** The latest first; one more than `limit` where there is more. Undefined where the reader may not. */
  page(
    roomId: string,
    readerId: string,
    page: { after?: Cursor; limit: number },
  ): Promise<BanRow[] | undefined>;
  isBanned(key: SeatKey): Promise<boolean>;
}

const MODERATING = ROLES.filter(mayModerate);

const author = (joined: string): string => `
  CASE WHEN ${joined}.id IS NOT NULL THEN json_strip_nulls(json_build_object('id', ${joined}.id,
    'firstName', ${joined}.first_name, 'username', ${joined}.username, 'photoUrl', ${joined}.photo_url)) END`;

export function createBansRepository(database: Queryable): BansRepository {
  return {
    async ban(tx, { roomId, actorId, userId }) {
      const [row] = await tx.query<{ had_seat: boolean }>({
        text: `
          WITH target AS (
            SELECT t.room_id, t.user_id, t.left_at, u.telegram_id FROM rooms r
            JOIN room_participants a ON a.room_id = r.id AND a.user_id = $2
            JOIN room_participants t ON t.room_id = r.id AND t.user_id = $3
            JOIN users u ON u.id = t.user_id
            WHERE r.id = $1 AND ${mayAct('ban')}
          ), banned AS (
            INSERT INTO room_bans (room_id, telegram_id, banned_by) SELECT room_id, telegram_id, $2 FROM target
            ON CONFLICT (room_id, telegram_id) DO NOTHING
          ), gone AS (
            DELETE FROM room_participants p USING target
            WHERE p.room_id = target.room_id AND p.user_id = target.user_id
          )
          SELECT left_at IS NULL AS had_seat FROM target`,
        values: [roomId, actorId, userId],
      });
      return row?.had_seat;
    },

    async lift(roomId, actorId, banId) {
      const [row] = await database.query<{ is_lifted: boolean }>({
        text: `
          WITH actor AS (
            SELECT 1 FROM room_participants
            WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL AND role = ANY($4::text[])
          ), lifted AS (
            DELETE FROM room_bans b USING actor WHERE b.room_id = $1 AND b.id = $3 RETURNING b.id
          )
          SELECT EXISTS (SELECT 1 FROM lifted) AS is_lifted FROM actor`,
        values: [roomId, actorId, banId, MODERATING],
      });
      return row?.is_lifted;
    },

    async page(roomId, readerId, { after, limit }) {
      const rows = await database.query<BanRow | { id: null }>({
        text: `
          WITH reader AS (
            SELECT 1 FROM room_participants WHERE room_id = $1 AND user_id = $2 AND role = ANY($6::text[])
          )
          SELECT ban.* FROM reader LEFT JOIN LATERAL (
            SELECT b.id, b.banned_at, b.banned_at::text AS cursor_at,
              ${author('person')} AS person, ${author('by')} AS by
            FROM room_bans b
            LEFT JOIN users person ON person.telegram_id = b.telegram_id
            LEFT JOIN users by ON by.id = b.banned_by
            WHERE b.room_id = $1 AND ($3::timestamptz IS NULL OR (b.banned_at, b.id) < ($3, $4::uuid))
            ORDER BY b.banned_at DESC, b.id DESC LIMIT $5
          ) ban ON true
          ORDER BY ban.banned_at DESC, ban.id DESC`,
        values: [roomId, readerId, after?.at ?? null, after?.id ?? null, limit + 1, MODERATING],
      });
      if (rows.length === 0) return undefined;
      return rows.filter((row): row is BanRow => row.id !== null);
    },

    async isBanned({ roomId, userId }) {
      const rows = await database.query({
        name: 'room_is_banned',
        text: `
          SELECT 1 FROM room_bans b JOIN users u ON u.telegram_id = b.telegram_id
          WHERE b.room_id = $1 AND u.id = $2`,
        values: [roomId, userId],
      });
      return rows.length > 0;
    },
  };
}

export function toRoomBan(row: BanRow): RoomBan {
  return {
    id: row.id,
    ...(row.person !== null && { person: row.person }),
    ...(row.by !== null && { by: row.by }),
    bannedAt: row.banned_at.getTime(),
  };
}
