import type { Queryable } from '../platform/postgres/database.js';
import { PARTICIPANT_COLUMNS, type ParticipantRow } from './participants.repository.js';

/** A room as whoever gives its seats has to know it. */
export interface Seating {
  ownerId: string;
  hostId: string;
  passwordHash: string | null;
  maxParticipants: number;
  /** Seats taken. */
  seats: number;
  /** Of those who ask, whom the host or a moderator keeps out. */
  banned: ReadonlySet<string>;
  /** By user id, of the owner and those who ask: whether they have a seat. Who was never let in is missing. */
  known: ReadonlyMap<string, boolean>;
}

/** What became of somebody who is to get a seat. */
export type SeatTaken = { userId: string; row: ParticipantRow } | { userId: string; isBanned: true };

/** All of it inside of one transaction. */
export interface AdmissionsRepository {
  /** Keeps others from changing the room and its seats until the transaction ends. */
  lock(tx: Queryable, roomId: string): Promise<void>;
  /** Undefined where the room is gone. */
  read(tx: Queryable, roomId: string, userIds: readonly string[]): Promise<Seating | undefined>;
  /**
   * Gives seats, or brings their holders back, and counts whose first visit it is. Capacity is the caller's matter.
   *
   * @returns whoever exists: nobody has a seat who is banned, be it at this very moment
   */
  take(tx: Queryable, roomId: string, userIds: readonly string[], now: number): Promise<SeatTaken[]>;
}

interface SeatingRow {
  owner_id: string;
  host_id: string;
  password: string | null;
  max_participants: number;
  seats: number;
  known: Record<string, boolean>;
  banned: string[];
}

export const admissionsRepository: AdmissionsRepository = {
  async lock(tx, roomId) {
    await tx.query({
      name: 'admissions_lock',
      text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE',
      values: [roomId],
    });
  },

  // A statement of its own: it sees what was committed while the one before waited for the lock.
  async read(tx, roomId, userIds) {
    const [row] = await tx.query<SeatingRow>({
      name: 'admissions_read',
      text: `
        SELECT r.owner_id, r.host_id, r.password, r.max_participants,
          (SELECT count(*)::int FROM room_participants seat WHERE seat.room_id = r.id AND seat.left_at IS NULL) AS seats,
          (SELECT coalesce(json_object_agg(p.user_id, p.left_at IS NULL), '{}') FROM room_participants p
            WHERE p.room_id = r.id AND p.user_id = ANY($2::uuid[] || r.owner_id)) AS known,
          ARRAY(SELECT u.id::text FROM room_bans b JOIN users u ON u.telegram_id = b.telegram_id
            WHERE b.room_id = r.id AND u.id = ANY($2::uuid[])) AS banned
        FROM rooms r WHERE r.id = $1`,
      values: [roomId, userIds],
    });
    return (
      row && {
        ownerId: row.owner_id,
        hostId: row.host_id,
        passwordHash: row.password,
        maxParticipants: row.max_participants,
        seats: row.seats,
        known: new Map(Object.entries(row.known)),
        banned: new Set(row.banned),
      }
    );
  },

  async take(tx, roomId, userIds, now) {
    const rows = await tx.query<{ id: string } & (ParticipantRow | { user_id: null })>({
      name: 'admissions_take',
      text: `
        WITH person AS (
          -- A ban locks the person: either it waits and finds the seat, or it is seen here.
          SELECT id, banned_at, is_counted FROM users WHERE id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE
        ), taken AS (
          INSERT INTO room_participants (room_id, user_id, joined_at)
          SELECT $1, id, to_timestamp($3::double precision / 1000) FROM person WHERE banned_at IS NULL
          ON CONFLICT (room_id, user_id) DO UPDATE SET
            -- Presence counts from this visit, for "the longest present".
            joined_at = CASE WHEN room_participants.left_at IS NULL
              THEN room_participants.joined_at ELSE excluded.joined_at END,
            left_at = NULL,
            away_since = NULL
          -- Which a row has only if it was there before.
          RETURNING *, xmax = 0 AS is_new
        ), counted AS (
          INSERT INTO user_stats (user_id, rooms_joined) SELECT taken.user_id, 1 FROM taken JOIN person ON person.id = taken.user_id
          WHERE taken.is_new AND person.is_counted ORDER BY taken.user_id
          ON CONFLICT (user_id) DO UPDATE SET rooms_joined = user_stats.rooms_joined + 1
          RETURNING user_id
        ), active AS (
          INSERT INTO activity_days (user_id, day, rooms_joined)
          SELECT user_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM counted
          ON CONFLICT (user_id, day) DO UPDATE SET rooms_joined = activity_days.rooms_joined + 1
        )
        SELECT person.id, ${PARTICIPANT_COLUMNS}
        FROM person LEFT JOIN (taken p JOIN users u ON u.id = p.user_id) ON p.user_id = person.id`,
      values: [roomId, userIds, now],
    });
    return rows.map(({ id, ...row }) =>
      row.user_id === null ? { userId: id, isBanned: true } : { userId: id, row },
    );
  },
};
