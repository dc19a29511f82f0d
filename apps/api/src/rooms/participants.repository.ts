import type { Participant, Role } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import type { Cursor } from '../platform/list-cursor.js';

export interface ParticipantRow {
  user_id: string;
  first_name: string;
  username: string | null;
  photo_url: string | null;
  role: Role;
  is_voice_enabled: boolean;
  voice_session: string | null;
  is_voice_listener: boolean;
  is_voice_muted: boolean;
  /** Epoch milliseconds; 0 until somebody lifts it, null where they may write. */
  muted_until: number | null;
  joined_at: Date;
  away_since: Date | null;
  left_at: Date | null;
}

/** How long the participant of this name is muted from now on, as a ParticipantRow has it. */
export const mutedUntil = (name: string): string => `
  CASE WHEN ${name}.muted_until > now() THEN
    CASE WHEN isfinite(${name}.muted_until) THEN (extract(epoch FROM ${name}.muted_until) * 1000)::bigint ELSE 0 END
  END`;

/** The columns of a ParticipantRow, of a participant called `p` who is the user `u`. */
export const PARTICIPANT_COLUMNS = `
  p.user_id, u.first_name, u.username, u.photo_url, p.role, p.is_voice_enabled, p.voice_session, p.is_voice_listener,
  p.is_voice_muted, p.joined_at, p.away_since, p.left_at,
  ${mutedUntil('p')} AS muted_until`;
const FROM = 'room_participants p JOIN users u ON u.id = p.user_id';
const INSTANT = 'double precision / 1000';

/** Somebody's place in a room. */
export interface SeatKey {
  roomId: string;
  userId: string;
}

export interface ParticipantsPage {
  after?: Cursor;
  limit: number;
}

export type PagedParticipantRow = ParticipantRow & { cursor_at: string };

export interface HeldSeat extends SeatKey {
  isAway: boolean;
}

export interface ParticipantsRepository {
  /** Everybody with a seat, longest present first. */
  seated(roomId: string): Promise<ParticipantRow[]>;
  /** A page of everybody with a seat, longest present first; one more than `limit` where there is more. */
  page(roomId: string, page: ParticipantsPage): Promise<PagedParticipantRow[]>;
  find(key: SeatKey, tx?: Queryable): Promise<ParticipantRow | undefined>;
  isSeated(roomId: string, userId: string): Promise<boolean>;
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
        text: `SELECT ${PARTICIPANT_COLUMNS} FROM ${FROM} WHERE p.room_id = $1 AND p.left_at IS NULL ORDER BY p.joined_at, p.user_id`,
        values: [roomId],
      });
    },

    async page(roomId, { after, limit }) {
      return database.query<PagedParticipantRow>({
        name: 'participants_page',
        text: `
          SELECT ${PARTICIPANT_COLUMNS}, p.joined_at::text AS cursor_at FROM ${FROM}
          WHERE p.room_id = $1 AND p.left_at IS NULL
            AND ($2::timestamptz IS NULL OR (p.joined_at, p.user_id) > ($2, $3::uuid))
          ORDER BY p.joined_at, p.user_id LIMIT $4`,
        values: [roomId, after?.at ?? null, after?.id ?? null, limit + 1],
      });
    },

    async find({ roomId, userId }, tx = database) {
      const [row] = await tx.query<ParticipantRow>({
        name: 'participant_by_key',
        text: `SELECT ${PARTICIPANT_COLUMNS} FROM ${FROM} WHERE p.room_id = $1 AND p.user_id = $2`,
        values: [roomId, userId],
      });
      return row;
    },

    async isSeated(roomId, userId) {
      const rows = await database.query({
        name: 'participant_is_seated',
        text: 'SELECT 1 FROM room_participants WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL',
        values: [roomId, userId],
      });
      return rows.length > 0;
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
    ...(row.is_voice_enabled && row.voice_session !== null && { voiceSession: row.voice_session }),
    ...(row.is_voice_enabled && row.is_voice_listener && { isVoiceListener: true }),
    ...(row.is_voice_muted && { isVoiceMuted: true }),
    ...(row.muted_until !== null && { isMuted: true }),
    ...(row.muted_until !== null && row.muted_until > 0 && { mutedUntil: row.muted_until }),
    isOnline: row.left_at === null && row.away_since === null,
    joinedAt: row.joined_at.getTime(),
  };
}
