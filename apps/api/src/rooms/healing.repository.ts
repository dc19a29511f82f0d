import type { Queryable } from '../platform/postgres/database.js';
import { ROOM_COLUMNS, type RoomRow } from './room-row.js';
import { ROSTER_SUM } from './roster-mark.js';

/** A room as it stands, with what tells whether its people were told all of it. */
export interface TrueRoom extends RoomRow {
  /** Of the marks of everybody with a seat. */
  roster_sum: number;
}

export interface HealingRepository {
  /** All of these rooms that still exist, in one query. */
  read(roomIds: readonly string[]): Promise<TrueRoom[]>;
}

export function createHealingRepository(database: Queryable): HealingRepository {
  return {
    read: (roomIds) =>
      database.query<TrueRoom>({
        name: 'healing_read',
        text: `
          SELECT ${ROOM_COLUMNS}, ${ROSTER_SUM} AS roster_sum
          FROM rooms r WHERE r.id = ANY($1::uuid[])`,
        values: [roomIds],
      }),
  };
}
