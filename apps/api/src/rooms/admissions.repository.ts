import type { Queryable } from '../platform/postgres/database.js';
import { PARTICIPANT_COLUMNS, type ParticipantRow } from './participants.repository.js';

/** Somebody who asks for a seat in a room. */
export interface SeatRequest {
  userId: string;
  /** Of the password that they gave; null before they were asked for one. */
  passwordHash: string | null;
}

/** What became of somebody who asked for a seat. */
export type Verdict =
  | {
      is: 'in';
      row: ParticipantRow;
      isFirstVisit: boolean;
      /** Had no seat just before. */
      tookSeat: boolean;
      /** Seats taken, with all who asked at once. */
      seats: number;
      /** Who acts as host, where it is the owner who comes. */
      standIn?: string;
    }
  | { is: 'password'; passwordHash: string }
  | { is: 'kept_out' | 'banned' | 'full' | 'gone' };

export interface AdmissionsRepository {
  /**
   * Gives seats, or brings their holders back, and counts whose first visit it is: all of it at one moment, at which
   * nobody has more seats than the room has, and nobody one who is banned.
   *
   * @param requests of different people
   * @returns by user id; undefined where the room is gone
   */
  seat(
    roomId: string,
    requests: readonly SeatRequest[],
    now: number,
  ): Promise<ReadonlyMap<string, Verdict> | undefined>;
}

type SeatedRow = ParticipantRow & {
  person_id: string;
  verdict: Verdict['is'];
  is_first_visit: boolean;
  took_seat: boolean;
  seats: number;
  stand_in: string | null;
  password_hash: string | null;
};

export function createAdmissionsRepository(database: Queryable): AdmissionsRepository {
  return {
    async seat(roomId, requests, now) {
      const rows = await database.query<SeatedRow>({
        name: 'seat_people',
        text: `
          SELECT a.person_id, a.verdict, a.is_first_visit, a.took_seat, a.seats, a.stand_in, a.password_hash,
            ${PARTICIPANT_COLUMNS}
          FROM seat_people($1, $2::uuid[], $3::text[], to_timestamp($4::double precision / 1000)) a
          LEFT JOIN users u ON u.id = a.person_id
          CROSS JOIN LATERAL (SELECT (a.seat).*) p`,
        values: [
          roomId,
          requests.map(({ userId }) => userId),
          requests.map(({ passwordHash }) => passwordHash),
          now,
        ],
      });
      return rows.length === 0 ? undefined : new Map(rows.map((row) => [row.person_id, toVerdict(row)]));
    },
  };
}

function toVerdict(row: SeatedRow): Verdict {
  switch (row.verdict) {
    case 'in':
      return {
        is: 'in',
        row,
        isFirstVisit: row.is_first_visit,
        tookSeat: row.took_seat,
        seats: row.seats,
        ...(row.stand_in !== null && { standIn: row.stand_in }),
      };
    case 'password':
      return { is: 'password', passwordHash: row.password_hash ?? '' };
    default:
      return { is: row.verdict };
  }
}
