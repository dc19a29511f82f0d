import type { Playback, QueueUpdate } from '@watchparty/shared';
import type { PlaybackService } from '../playback/playback.service.js';
import type { Queryable } from '../platform/postgres/database.js';
import { type LockedRoom, raiseQueueVersion } from './locked-room.js';
import { QUEUE_ITEM_COLUMNS, type QueueItemRow, toQueueItem } from './queue-row.js';

/** A video that was put on, or put on again. */
export interface Turn {
  update: QueueUpdate;
  /** Tells the room of its new timeline, once all is committed. */
  tell: () => Playback;
}

/**
 * Whose turn it is in a room. Everything here runs in a transaction that has locked the room, so that nobody else decides
 * the same at the same time.
 */
export interface QueueTurns {
  /** Puts on an item that waits; undefined where it does not. */
  putOn(
    tx: Queryable,
    room: LockedRoom,
    itemId: string,
    wish: { userId: string | null; starts: boolean },
  ): Promise<Turn | undefined>;
  /** Puts on whatever comes next; undefined where nothing does. */
  putOnNext(tx: Queryable, room: LockedRoom, userId: string | null): Promise<Turn | undefined>;
  /** What becomes of a room whose video is over. */
  afterEnd(tx: Queryable, room: LockedRoom): Promise<Turn | undefined>;
}

/** Takes an item out of those that wait. Votes have done their work. */
const TAKE = `
  WITH q AS (
    UPDATE queue_items SET is_playing = true WHERE id = $2 AND room_id = $1 AND NOT is_playing RETURNING *
  ), forgotten AS (
    DELETE FROM queue_votes USING q WHERE item_id = q.id
  )
  SELECT ${QUEUE_ITEM_COLUMNS} FROM q LEFT JOIN users u ON u.id = q.added_by`;

/** The twin of `nextInQueue` in packages/shared: a test holds them together. */
const NEXT = `
  SELECT q.id FROM queue_items q WHERE q.room_id = $1 AND NOT q.is_playing
  ORDER BY (SELECT count(*) FROM queue_votes v WHERE v.item_id = q.id) DESC, q.position LIMIT 1`;

const LAST_POSITION = '(SELECT coalesce(max(position), 0) FROM queue_items WHERE room_id = $1)';

/** The room knows more of the video by now than whoever added it did. */
const TO_THE_END = `
  WITH q AS (
    UPDATE queue_items SET is_playing = false, position = ${LAST_POSITION} + 1, duration = coalesce($3, duration)
    WHERE room_id = $1 AND is_playing AND url = $2 RETURNING *
  )
  SELECT ${QUEUE_ITEM_COLUMNS} FROM q LEFT JOIN users u ON u.id = q.added_by`;

const ADD_TO_THE_END = `
  WITH q AS (
    INSERT INTO queue_items (room_id, url, platform, title, thumbnail_url, duration, position)
    VALUES ($1, $2, $3, $4, $5, $6, ${LAST_POSITION} + 1) RETURNING *
  )
  SELECT ${QUEUE_ITEM_COLUMNS} FROM q LEFT JOIN users u ON u.id = q.added_by`;

export function createQueueTurns({ playback }: { playback: Pick<PlaybackService, 'putOn'> }): QueueTurns {
  /** @returns what waits again, where the queue goes round */
  const retire = async (tx: Queryable, room: LockedRoom): Promise<QueueItemRow | undefined> => {
    if (room.queue_loop === 'all' && room.video_url !== null) {
      const [returned] = await tx.query<QueueItemRow>({
        name: 'queue_to_the_end',
        text: TO_THE_END,
        values: [room.id, room.video_url, room.video_duration],
      });
      if (returned) return returned;
      await forgetPlaying(tx, room.id);
      const [added] = await tx.query<QueueItemRow>({
        name: 'queue_add_to_the_end',
        text: ADD_TO_THE_END,
        values: [
          room.id,
          room.video_url,
          room.video_platform,
          room.video_title,
          room.video_thumbnail_url,
          room.video_duration,
        ],
      });
      return added;
    }
    await forgetPlaying(tx, room.id);
    return undefined;
  };

  const putOn: QueueTurns['putOn'] = async (tx, room, itemId, { userId, starts }) => {
    const returned = await retire(tx, room);
    const [row] = await tx.query<QueueItemRow>({
      name: 'queue_take',
      text: TAKE,
      values: [room.id, itemId],
    });
    if (!row) return undefined;
    const tell = await playback.putOn(tx, {
      roomId: room.id,
      userId,
      video: {
        url: row.url,
        platform: row.platform,
        title: row.title ?? undefined,
        thumbnailUrl: row.thumbnail_url ?? undefined,
        duration: row.duration ?? undefined,
      },
      position: row.start_at ?? 0,
      starts,
    });
    return {
      update: {
        version: await raiseQueueVersion(tx, room.id),
        ...(returned && { added: [toQueueItem(returned)] }),
        removed: [row.id],
        playing: { ...toQueueItem(row), votes: 0 },
        skip: { videoUrl: row.url, votes: 0 },
      },
      tell,
    };
  };

  const again = async (tx: Queryable, room: LockedRoom, userId: string | null): Promise<Turn | undefined> => {
    if (room.video_url === null || room.video_platform === null) return undefined;
    const tell = await playback.putOn(tx, {
      roomId: room.id,
      userId,
      video: {
        url: room.video_url,
        platform: room.video_platform,
        title: room.video_title ?? undefined,
        thumbnailUrl: room.video_thumbnail_url ?? undefined,
        duration: room.video_duration ?? undefined,
      },
      position: 0,
      starts: false,
    });
    const skip = { videoUrl: room.video_url, votes: 0 };
    return { update: { version: await raiseQueueVersion(tx, room.id), skip }, tell };
  };

  const putOnNext: QueueTurns['putOnNext'] = async (tx, room, userId) => {
    const [next] = await tx.query<{ id: string }>({ name: 'queue_next', text: NEXT, values: [room.id] });
    if (next) return putOn(tx, room, next.id, { userId, starts: false });
    // A queue that goes round and has nothing else comes to the same video.
    return room.queue_loop === 'all' ? again(tx, room, userId) : undefined;
  };

  return {
    putOn,
    putOnNext,
    afterEnd: (tx, room) => (room.queue_loop === 'one' ? again(tx, room, null) : putOnNext(tx, room, null)),
  };
}

async function forgetPlaying(tx: Queryable, roomId: string): Promise<void> {
  await tx.query({
    name: 'queue_forget_playing',
    text: 'DELETE FROM queue_items WHERE room_id = $1 AND is_playing',
    values: [roomId],
  });
}
