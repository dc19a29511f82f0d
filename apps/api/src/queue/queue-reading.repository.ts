import type { OwnQueue, QueueLoop } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import { hasEndedAt, IS_SKIP_DUE, SKIP_VOTES } from './locked-room.js';
import { QUEUE_ITEM_COLUMNS, type QueueItemRow, toQueueItem } from './queue-row.js';

/** A queue and who asks for it. */
export interface QueueReading extends OwnQueue {
  isSeated: boolean;
}

export interface QueueReadingRepository {
  /**
   * The whole queue as of one moment; undefined where there is no such room.
   *
   * @param userId whose votes are told; null where it is for all
   */
  read(roomId: string, userId: string | null): Promise<QueueReading | undefined>;
  /** Those of these rooms whose video has ended, or is to be skipped, while something comes next. In one query. */
  due(roomIds: readonly string[], now: number): Promise<{ id: string }[]>;
}

type ReadingRow = {
  queue_version: number;
  queue_loop: QueueLoop;
  video_url: string | null;
  skip_votes: number;
  has_voted_to_skip: boolean;
  is_seated: boolean;
  is_yours: boolean;
} & (QueueItemRow | { [Column in keyof QueueItemRow]: null });

export function createQueueReadingRepository(database: Queryable): QueueReadingRepository {
  return {
    async read(roomId, userId) {
      const rows = await database.query<ReadingRow>({
        name: 'queue_read',
        text: `
          SELECT r.queue_version, r.queue_loop, r.video_url, ${SKIP_VOTES} AS skip_votes,
            coalesce($2 = ANY(r.skip_voters), false) AS has_voted_to_skip,
            EXISTS (
              SELECT 1 FROM room_participants p WHERE p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
            ) AS is_seated,
            EXISTS (SELECT 1 FROM queue_votes own WHERE own.item_id = q.id AND own.user_id = $2) AS is_yours,
            ${QUEUE_ITEM_COLUMNS}
          FROM rooms r
          LEFT JOIN queue_items q ON q.room_id = r.id
          LEFT JOIN users u ON u.id = q.added_by
          WHERE r.id = $1 ORDER BY q.position`,
        values: [roomId, userId],
      });
      const [room] = rows;
      if (!room) return undefined;
      const items = rows.filter((row): row is ReadingRow & QueueItemRow => row.id !== null);
      const playing = items.find((row) => row.is_playing);
      return {
        queue: {
          version: room.queue_version,
          items: items.filter((row) => !row.is_playing).map(toQueueItem),
          ...(playing && { playing: toQueueItem(playing) }),
          loop: room.queue_loop,
          ...(room.video_url !== null && { skip: { videoUrl: room.video_url, votes: room.skip_votes } }),
        },
        yourVotes: items.filter((row) => row.is_yours).map(({ id }) => id),
        hasVotedToSkip: room.has_voted_to_skip,
        isSeated: room.is_seated,
      };
    },

    due: (roomIds, now) =>
      database.query<{ id: string }>({
        name: 'queue_due',
        text: `
          SELECT r.id FROM rooms r
          WHERE r.id = ANY($1::uuid[]) AND r.video_url IS NOT NULL
            AND (
              r.queue_loop = 'all' OR EXISTS (
                SELECT 1 FROM queue_items q WHERE q.room_id = r.id AND NOT q.is_playing
              ) OR (r.queue_loop = 'one' AND ${hasEndedAt('$2')})
            )
            AND (${hasEndedAt('$2')} OR ${IS_SKIP_DUE})`,
        values: [roomIds, now],
      }),
  };
}
