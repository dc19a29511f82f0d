import type { Queryable } from '../platform/postgres/database.js';
import { PARTICIPANT_COLUMNS, type ParticipantRow } from './participants.repository.js';
import { ROOM_COLUMNS, type RoomRow } from './room-row.js';

/** A room and who is in it, as they are at one moment. */
export interface RoomWithPeople {
  row: RoomRow;
  /** Whom a newcomer is told of, longest present first. */
  listed: ParticipantRow[];
}

/** How many people a list has at most, beside those who ask. */
export interface ListBounds {
  /** A room of at most so many is listed whole. */
  whole: number;
  /** In a larger one, those who came last. */
  last: number;
  /** And in that one, those who have a part in it: who host, moderate or talk. */
  parts: number;
}

export interface RoomReadingRepository {
  /** @param userIds those who ask: they are listed if they have a seat */
  read(roomId: string, userIds: readonly string[], bounds: ListBounds): Promise<RoomWithPeople | undefined>;
}

/** As JSON has them, which a node reads in one piece where rows would be taken apart column by column. */
type ListedJson = Omit<ParticipantRow, 'joined_at' | 'away_since' | 'left_at'> & {
  joined_at: string;
  away_since: string | null;
  left_at: string | null;
};

export function createRoomReadingRepository(database: Queryable): RoomReadingRepository {
  return {
    async read(roomId, userIds, { whole, last, parts }) {
      const [found] = await database.query<RoomRow & { listed: ListedJson[] }>({
        name: 'room_with_people',
        text: `
          SELECT ${ROOM_COLUMNS}, (
            -- The row's own id, and who asks behind a query: so it is expected to cost the same for every room and everybody, and is
            -- planned once. To plan it takes as long as to do it.
            WITH newest AS MATERIALIZED (
              -- One more, which tells a large room.
              SELECT * FROM room_participants WHERE room_id = r.id AND left_at IS NULL ORDER BY joined_at DESC LIMIT $3 + 1
            ), p AS (
              (SELECT * FROM newest ORDER BY joined_at DESC
                LIMIT (SELECT CASE WHEN count(*) > $3 THEN $4::bigint ELSE $3 END FROM newest))
              UNION
              (SELECT * FROM room_participants
                WHERE room_id = r.id AND left_at IS NULL AND (role <> 'participant' OR is_voice_enabled) LIMIT $5)
              UNION
              (SELECT * FROM room_participants WHERE room_id = r.id AND left_at IS NULL AND user_id = ANY((SELECT $2::uuid[])::uuid[]))
            )
            SELECT coalesce(json_agg(person ORDER BY person.joined_at, person.user_id), '[]')
            FROM (SELECT ${PARTICIPANT_COLUMNS} FROM p JOIN users u ON u.id = p.user_id) person
          ) AS listed
          FROM rooms r WHERE r.id = $1`,
        values: [roomId, userIds, whole, last, parts],
      });
      if (!found) return undefined;
      const { listed, ...row } = found;
      return { row, listed: listed.map(toRow) };
    },
  };
}

function toRow({ joined_at, away_since, left_at, ...rest }: ListedJson): ParticipantRow {
  return {
    ...rest,
    joined_at: new Date(joined_at),
    away_since: away_since === null ? null : new Date(away_since),
    left_at: left_at === null ? null : new Date(left_at),
  };
}
