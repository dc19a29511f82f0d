import type { Participant, Role } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';

export interface ParticipantRow {
  user_id: string;
  first_name: string;
  username: string | null;
  photo_url: string | null;
  role: Role;
  is_voice_enabled: boolean;
  joined_at: Date;
  away_since: Date | null;
  left_at: Date | null;
}

const COLUMNS = `
  p.user_id, u.first_name, u.username, u.photo_url, p.role, p.is_voice_enabled, p.joined_at, p.away_since, p.left_at`;
const FROM = 'room_participants p JOIN users u ON u.id = p.user_id';
const INSTANT = 'double precision / 1000';

/** Somebody's place in a room. */
export interface SeatKey {
  roomId: string;
  userId: string;
}

export interface HeldSeat extends SeatKey {
  isAway: boolean;
}

export interface ParticipantsRepository {
  /** Everybody with a seat, longest present first. */
  seated(roomId: string): Promise<ParticipantRow[]>;
  find(key: SeatKey, tx?: Queryable): Promise<ParticipantRow | undefined>;
  /**
   * Gives a seat, or brings its holder back. Capacity is the caller's matter, under the room's lock.
   *
   * @returns whether they may have one: nobody has who is banned, be it at this very moment
   */
  takeSeat(tx: Queryable, key: SeatKey, now: number): Promise<boolean>;
  /** Seats taken by others than the owner, for whom one is always kept. */
  countSeatsOfGuests(tx: Queryable, roomId: string): Promise<number>;
  /** @returns whether a seat was given up */
  leaveSeat(key: SeatKey, now: number, tx?: Queryable): Promise<boolean>;
  /** @returns whether this was news */
  markAway(key: SeatKey, now: number, tx?: Queryable): Promise<boolean>;
  /** @returns whether this was news */
  markBack(key: SeatKey): Promise<boolean>;
  allSeats(): Promise<HeldSeat[]>;
  /** Frees every seat whose holder has been away since before `cutoff`. They left when they vanished. */
  releaseSeatsAwaySince(cutoff: number): Promise<SeatKey[]>;
}

export function createParticipantsRepository(database: Queryable): ParticipantsRepository {
  return {
    async seated(roomId) {
      return database.query<ParticipantRow>({
        name: 'participants_seated',
        text: `SELECT ${COLUMNS} FROM ${FROM} WHERE p.room_id = $1 AND p.left_at IS NULL ORDER BY p.joined_at, p.user_id`,
        values: [roomId],
      });
    },

    async find({ roomId, userId }, tx = database) {
      const [row] = await tx.query<ParticipantRow>({
        name: 'participant_by_key',
        text: `SELECT ${COLUMNS} FROM ${FROM} WHERE p.room_id = $1 AND p.user_id = $2`,
        values: [roomId, userId],
      });
      return row;
    },

    async takeSeat(tx, { roomId, userId }, now) {
      const [row] = await tx.query<{ is_taken: boolean }>({
        text: `
          WITH person AS (
            -- A ban locks the person: either it waits and finds the seat, or it is seen here.
            SELECT banned_at FROM users WHERE id = $2 FOR KEY SHARE
          ), taken AS (
            INSERT INTO room_participants (room_id, user_id, joined_at)
            SELECT $1, $2, to_timestamp($3::${INSTANT})
            WHERE NOT EXISTS (SELECT 1 FROM person WHERE banned_at IS NOT NULL)
            ON CONFLICT (room_id, user_id) DO UPDATE SET
              -- Presence counts from this visit, for "the longest present".
              joined_at = CASE WHEN room_participants.left_at IS NULL
                THEN room_participants.joined_at ELSE excluded.joined_at END,
              left_at = NULL,
              away_since = NULL
            RETURNING user_id
          )
          SELECT EXISTS (SELECT 1 FROM taken) AS is_taken`,
        values: [roomId, userId, now],
      });
      return row?.is_taken ?? false;
    },

    async countSeatsOfGuests(tx, roomId) {
      const [row] = await tx.query<{ count: number }>({
        text: `
          SELECT count(*)::int AS count FROM room_participants p JOIN rooms r ON r.id = p.room_id
          WHERE p.room_id = $1 AND p.left_at IS NULL AND p.user_id <> r.owner_id`,
        values: [roomId],
      });
      return row?.count ?? 0;
    },

    async leaveSeat({ roomId, userId }, now, tx = database) {
      const rows = await tx.query({
        text: `
          UPDATE room_participants SET
            left_at = to_timestamp($3::${INSTANT}), away_since = NULL, is_voice_enabled = false
          WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING user_id`,
        values: [roomId, userId, now],
      });
      return rows.length > 0;
    },

    async markAway({ roomId, userId }, now, tx = database) {
      const rows = await tx.query({
        text: `
          UPDATE room_participants SET away_since = to_timestamp($3::${INSTANT})
          WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL AND away_since IS NULL RETURNING user_id`,
        values: [roomId, userId, now],
      });
      return rows.length > 0;
    },

    async markBack({ roomId, userId }) {
      const rows = await database.query({
        text: `
          UPDATE room_participants SET away_since = NULL
          WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL AND away_since IS NOT NULL RETURNING user_id`,
        values: [roomId, userId],
      });
      return rows.length > 0;
    },

    async allSeats() {
      const rows = await database.query<{ room_id: string; user_id: string; is_away: boolean }>({
        name: 'all_seats',
        text: `SELECT room_id, user_id, away_since IS NOT NULL AS is_away FROM room_participants WHERE left_at IS NULL`,
      });
      return rows.map((row) => ({ roomId: row.room_id, userId: row.user_id, isAway: row.is_away }));
    },

    async releaseSeatsAwaySince(cutoff) {
      const rows = await database.query<{ room_id: string; user_id: string }>({
        name: 'release_seats',
        text: `
          UPDATE room_participants SET left_at = away_since, away_since = NULL, is_voice_enabled = false
          WHERE left_at IS NULL AND away_since <= to_timestamp($1::${INSTANT})
          RETURNING room_id, user_id`,
        values: [cutoff],
      });
      return rows.map((row) => ({ roomId: row.room_id, userId: row.user_id }));
    },
  };
}

export function toParticipant(row: ParticipantRow): Participant {
  return {
    userId: row.user_id,
    firstName: row.first_name,
    ...(row.username !== null && { username: row.username }),
    ...(row.photo_url !== null && { photoUrl: row.photo_url }),
    role: row.role,
    isVoiceEnabled: row.is_voice_enabled,
    isOnline: row.left_at === null && row.away_since === null,
    joinedAt: row.joined_at.getTime(),
  };
}
