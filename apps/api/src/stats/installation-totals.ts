import type { Queryable } from '../platform/postgres/database.js';

interface TotalsRow {
  rooms: number;
  users: number;
  seats_online: number;
}

/** How much there is of everything, over all nodes. */
export async function countInstallation(
  database: Queryable,
): Promise<{ rooms: number; users: number; seatsOnline: number }> {
  const [row] = await database.query<TotalsRow>({
    text: `
      SELECT
        (SELECT count(*) FROM rooms) AS rooms,
        (SELECT count(*) FROM users) AS users,
        (SELECT count(*) FROM room_participants WHERE left_at IS NULL AND away_since IS NULL) AS seats_online`,
  });
  if (!row) throw new Error('there are no totals');
  return { rooms: row.rooms, users: row.users, seatsOnline: row.seats_online };
}
