import type { Queryable, Transactional } from '../platform/postgres/database.js';

export interface DeletedRoom {
  id: string;
  isPublic: boolean;
}

/** What takes old things away. All of it runs on the connection that holds the job's lock. */
export interface CleanupRepository {
  /** Rooms where nobody has a seat and nothing has happened since `cutoff`. */
  findIdleRooms(cutoff: number): Promise<string[]>;
  /** Deletes the room if that is still so. */
  deleteIdleRoom(roomId: string, cutoff: number): Promise<DeletedRoom | undefined>;
  /** Deletes a few of the oldest messages from before `cutoff`, and what tells of deleted ones. @returns how many messages */
  deleteOldMessages(cutoff: number, limit: number): Promise<number>;
}

/**
 * Messages, commands and settings all write the room's row, so `updated_at` tells of them; of coming and going the
 * seats do. A party that is planned is waited for. There is no index for it: each command would have to keep it up, for
 * one look an hour.
 */
const IS_IDLE = `
  r.updated_at < to_timestamp($1::double precision / 1000)
  AND (r.starts_at IS NULL OR r.starts_at < to_timestamp($1::double precision / 1000))
  AND NOT EXISTS (
    SELECT 1 FROM room_participants p
    WHERE p.room_id = r.id
      AND (p.left_at IS NULL OR greatest(p.left_at, p.joined_at) >= to_timestamp($1::double precision / 1000))
  )`;

export function createCleanupRepository(session: Transactional): CleanupRepository {
  return {
    async findIdleRooms(cutoff) {
      const rows = await session.query<{ id: string }>({
        text: `SELECT r.id FROM rooms r WHERE ${IS_IDLE} ORDER BY r.id`,
        values: [cutoff],
      });
      return rows.map((row) => row.id);
    },

    deleteIdleRoom: (roomId, cutoff) =>
      session.transaction(async (tx) => {
        if (!(await lockUnlessInUse(tx, roomId))) return undefined;
        // A second statement: it sees the seat of whoever came in before the lock was ours.
        const [row] = await tx.query<{ id: string; is_public: boolean }>({
          text: `DELETE FROM rooms r WHERE r.id = $2 AND ${IS_IDLE} RETURNING r.id, r.is_public`,
          values: [cutoff, roomId],
        });
        return row && { id: row.id, isPublic: row.is_public };
      }),

    async deleteOldMessages(cutoff, limit) {
      const [row] = await session.query<{ count: number }>({
        text: `
          WITH gone AS (
            DELETE FROM messages WHERE id IN (
              SELECT id FROM messages WHERE created_at < to_timestamp($1::double precision / 1000)
              ORDER BY created_at LIMIT $2
            ) RETURNING 1
          ), forgotten AS (
            -- Whoever has not asked since then has no message of that time to take away.
            DELETE FROM deleted_messages WHERE deleted_at < to_timestamp($1::double precision / 1000)
          )
          SELECT count(*)::int AS count FROM gone`,
        values: [cutoff, limit],
      });
      return row?.count ?? 0;
    },
  };
}

/** Whoever holds the room's lock at this moment is coming in or writing: the room is not idle. */
async function lockUnlessInUse(tx: Queryable, roomId: string): Promise<boolean> {
  const rows = await tx.query({
    text: 'SELECT 1 FROM rooms WHERE id = $1 FOR UPDATE SKIP LOCKED',
    values: [roomId],
  });
  return rows.length > 0;
}
