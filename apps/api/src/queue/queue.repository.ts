import type { Platform, QueueItemChange, QueueLoop, QueueUpdate } from '@watchparty/shared';
import { QUEUE_MAX_ITEMS, QUEUE_MAX_ITEMS_PER_PERSON } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import type { Queryable } from '../platform/postgres/database.js';
import { type LockedRoom, SKIP_VOTES } from './locked-room.js';
import { moveItem, type Place } from './queue-order.js';
import { QUEUE_ITEM_COLUMNS, type QueueItemRow, toQueueItem } from './queue-row.js';

/** A video that somebody wants in the queue. */
export interface QueuedVideo {
  url: string;
  platform: Platform;
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
  /** Seconds. */
  startAt?: number;
}

/** What was learnt of an item after it had been added. */
export type LateWords = Pick<QueuedVideo, 'title' | 'thumbnailUrl'>;

/** What becomes of a queue, without the number that it gets; undefined where all stays as it is. */
export type QueueChange = Omit<QueueUpdate, 'version'>;
type Outcome = Promise<QueueChange | undefined>;

/**
 * Changes of a queue. Each runs in a transaction that has locked the room and read from there what `userId` may do: of two
 * changes at once the second one sees what the first has done.
 */
export interface QueueRepository {
  /** @throws AppError `queue_full` where there is room for none of them */
  add(
    tx: Queryable,
    room: LockedRoom,
    userId: string,
    videos: readonly QueuedVideo[],
    now: number,
  ): Promise<QueueChange>;
  /** Fills in what was not known of items; what is known stays, and so do items that are gone. */
  describe(tx: Queryable, roomId: string, learnt: readonly (LateWords & { id: string })[]): Outcome;
  /** @throws AppError `not_found`, `forbidden` */
  remove(tx: Queryable, room: LockedRoom, userId: string, itemId: string): Promise<QueueChange>;
  clear(tx: Queryable, roomId: string): Outcome;
  /** @throws AppError `not_found` */
  move(tx: Queryable, roomId: string, itemId: string, beforeId: string | undefined): Outcome;
  shuffle(tx: Queryable, roomId: string): Outcome;
  setLoop(tx: Queryable, roomId: string, loop: QueueLoop): Outcome;
  /** @throws AppError `not_found` */
  vote(tx: Queryable, roomId: string, userId: string, vote: { itemId: string; isOn: boolean }): Outcome;
  voteToSkip(tx: Queryable, room: LockedRoom, userId: string, isOn: boolean): Outcome;
  /** Whether anything comes after what plays. */
  hasNext(tx: Queryable, room: LockedRoom): Promise<boolean>;
  /** Whether this very item was put on last. */
  isPlaying(tx: Queryable, roomId: string, itemId: string): Promise<boolean>;
}

const ADD = `
  WITH q AS (
    INSERT INTO queue_items
      (room_id, added_by, url, platform, title, thumbnail_url, duration, start_at, position, added_at)
    SELECT $1, $2, v.url, v.platform, v.title, v.thumbnail_url, v.duration, v.start_at, last.position + v.nth,
      to_timestamp($3::double precision / 1000)
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[])
        WITH ORDINALITY AS v (url, platform, title, thumbnail_url, duration, start_at, nth),
      (SELECT coalesce(max(position), 0) AS position FROM queue_items WHERE room_id = $1) last
    RETURNING *
  )
  SELECT ${QUEUE_ITEM_COLUMNS} FROM q LEFT JOIN users u ON u.id = q.added_by ORDER BY q.position`;

const DESCRIBE = `
  WITH q AS (
    UPDATE queue_items i SET title = coalesce(i.title, v.title), thumbnail_url = coalesce(i.thumbnail_url, v.thumbnail_url)
    FROM unnest($2::uuid[], $3::text[], $4::text[]) AS v (id, title, thumbnail_url)
    WHERE i.room_id = $1 AND i.id = v.id AND ((i.title IS NULL AND v.title IS NOT NULL)
      OR (i.thumbnail_url IS NULL AND v.thumbnail_url IS NOT NULL))
    RETURNING i.*
  )
  SELECT ${QUEUE_ITEM_COLUMNS} FROM q LEFT JOIN users u ON u.id = q.added_by`;

const SHUFFLE = `
  WITH shuffled AS (
    SELECT id, row_number() OVER (ORDER BY random()) AS nth FROM queue_items WHERE room_id = $1 AND NOT is_playing
  ), places AS (
    SELECT position, row_number() OVER (ORDER BY position) AS nth FROM queue_items WHERE room_id = $1 AND NOT is_playing
  )
  UPDATE queue_items q SET position = places.position FROM shuffled JOIN places USING (nth)
  WHERE q.id = shuffled.id AND q.position <> places.position
  RETURNING q.id, q.position`;

const RENUMBER = `
  UPDATE queue_items q SET position = numbered.nth
  FROM unnest($2::uuid[]) WITH ORDINALITY AS numbered (id, nth)
  WHERE q.room_id = $1 AND q.id = numbered.id
  RETURNING q.id, q.position, q.is_playing`;

/** Those who are gone are taken out on the way. */
const VOTE_TO_SKIP = `
  UPDATE rooms r SET skip_voters = ARRAY(
    SELECT p.user_id FROM room_participants p
    WHERE p.room_id = r.id AND p.left_at IS NULL
      AND CASE WHEN p.user_id = $2 THEN $3::boolean ELSE p.user_id = ANY(r.skip_voters) END
  )
  WHERE r.id = $1 AND ($2 = ANY(r.skip_voters)) <> $3
  RETURNING r.id`;

export function createQueueRepository(): QueueRepository {
  return {
    async add(tx, room, userId, videos, now) {
      const [count] = await tx.query<{ all: number; own: number }>({
        name: 'queue_count',
        text: `
          SELECT count(*)::int AS all, count(*) FILTER (WHERE added_by = $2)::int AS own
          FROM queue_items WHERE room_id = $1 AND NOT is_playing`,
        values: [room.id, userId],
      });
      const { all = 0, own = 0 } = count ?? {};
      const ofPerson = room.may_control ? QUEUE_MAX_ITEMS : QUEUE_MAX_ITEMS_PER_PERSON - own;
      const fitting = videos.slice(0, Math.max(0, Math.min(QUEUE_MAX_ITEMS - all, ofPerson)));
      if (fitting.length === 0) throw new AppError('queue_full', 'There is no room left in the queue.');
      const rows = await tx.query<QueueItemRow>({
        name: 'queue_add',
        text: ADD,
        values: [
          room.id,
          userId,
          now,
          fitting.map(({ url }) => url),
          fitting.map(({ platform }) => platform),
          fitting.map(({ title }) => title ?? null),
          fitting.map(({ thumbnailUrl }) => thumbnailUrl ?? null),
          fitting.map(({ duration }) => duration ?? null),
          fitting.map(({ startAt }) => startAt ?? null),
        ],
      });
      return { added: rows.map(toQueueItem) };
    },

    async describe(tx, roomId, learnt) {
      const rows = await tx.query<QueueItemRow>({
        name: 'queue_describe',
        text: DESCRIBE,
        values: [
          roomId,
          learnt.map(({ id }) => id),
          learnt.map(({ title }) => title ?? null),
          learnt.map(({ thumbnailUrl }) => thumbnailUrl ?? null),
        ],
      });
      if (rows.length === 0) return undefined;
      const playing = rows.find((row) => row.is_playing);
      return {
        changed: rows
          .filter((row) => !row.is_playing)
          .map(toQueueItem)
          .map(({ id, title, thumbnailUrl }) => ({
            id,
            ...(title !== undefined && { title }),
            ...(thumbnailUrl !== undefined && { thumbnailUrl }),
          })),
        ...(playing && { playing: { ...toQueueItem(playing), votes: 0 } }),
      };
    },

    async remove(tx, room, userId, itemId) {
      const [removed] = await tx.query({
        name: 'queue_remove',
        text: `
          DELETE FROM queue_items
          WHERE id = $2 AND room_id = $1 AND NOT is_playing AND ($4 OR added_by = $3) RETURNING id`,
        values: [room.id, itemId, userId, room.may_control],
      });
      if (removed) return { removed: [itemId] };
      await requireWaiting(tx, room.id, itemId);
      throw new AppError('forbidden', 'You may only remove what you have added yourself.');
    },

    async clear(tx, roomId) {
      const rows = await tx.query<{ id: string }>({
        name: 'queue_clear',
        text: 'DELETE FROM queue_items WHERE room_id = $1 AND NOT is_playing RETURNING id',
        values: [roomId],
      });
      return rows.length > 0 ? { removed: rows.map(({ id }) => id) } : undefined;
    },

    async move(tx, roomId, itemId, beforeId) {
      for (const id of [itemId, ...(beforeId === undefined ? [] : [beforeId])])
        await requireWaiting(tx, roomId, id);
      // With the item that plays, which keeps its number.
      const places = await tx.query<Place>({
        name: 'queue_places',
        text: 'SELECT id, position FROM queue_items WHERE room_id = $1 ORDER BY position',
        values: [roomId],
      });
      const move = moveItem(places, itemId, beforeId);
      if (move.kind === 'none') return undefined;
      if (move.kind === 'moved') {
        await tx.query({
          name: 'queue_move',
          text: 'UPDATE queue_items SET position = $2 WHERE id = $1',
          values: [itemId, move.position],
        });
        return { changed: [{ id: itemId, position: move.position }] };
      }
      const rows = await tx.query<Place & { is_playing: boolean }>({
        name: 'queue_renumber',
        text: RENUMBER,
        values: [roomId, move.ids],
      });
      return {
        changed: rows.filter((row) => !row.is_playing).map(({ id, position }) => ({ id, position })),
      };
    },

    async shuffle(tx, roomId) {
      const changed = await tx.query<QueueItemChange>({
        name: 'queue_shuffle',
        text: SHUFFLE,
        values: [roomId],
      });
      return changed.length > 0 ? { changed } : undefined;
    },

    async setLoop(tx, roomId, loop) {
      const changed = await tx.query({
        name: 'queue_loop',
        text: 'UPDATE rooms SET queue_loop = $2 WHERE id = $1 AND queue_loop <> $2 RETURNING id',
        values: [roomId, loop],
      });
      return changed.length > 0 ? { loop } : undefined;
    },

    async vote(tx, roomId, userId, { itemId, isOn }) {
      await requireWaiting(tx, roomId, itemId);
      const changed = await tx.query({
        name: isOn ? 'queue_vote' : 'queue_unvote',
        text: isOn
          ? `INSERT INTO queue_votes (item_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING item_id`
          : 'DELETE FROM queue_votes WHERE item_id = $1 AND user_id = $2 RETURNING item_id',
        values: [itemId, userId],
      });
      if (changed.length === 0) return undefined;
      const [row] = await tx.query<{ votes: number }>({
        name: 'queue_votes',
        text: 'SELECT count(*)::int AS votes FROM queue_votes WHERE item_id = $1',
        values: [itemId],
      });
      return { changed: [{ id: itemId, votes: row?.votes ?? 0 }] };
    },

    async voteToSkip(tx, room, userId, isOn) {
      const changed = await tx.query({
        name: 'queue_vote_to_skip',
        text: VOTE_TO_SKIP,
        values: [room.id, userId, isOn],
      });
      if (changed.length === 0 || room.video_url === null) return undefined;
      const [row] = await tx.query<{ votes: number }>({
        name: 'queue_skip_votes',
        text: `SELECT ${SKIP_VOTES} AS votes FROM rooms r WHERE r.id = $1`,
        values: [room.id],
      });
      return { skip: { videoUrl: room.video_url, votes: row?.votes ?? 0 } };
    },

    async hasNext(tx, room) {
      // A queue that goes round comes to the same video, at the least.
      if (room.queue_loop === 'all') return room.video_url !== null;
      const rows = await tx.query({
        name: 'queue_has_next',
        text: 'SELECT 1 FROM queue_items WHERE room_id = $1 AND NOT is_playing LIMIT 1',
        values: [room.id],
      });
      return room.video_url !== null && rows.length > 0;
    },

    async isPlaying(tx, roomId, itemId) {
      const rows = await tx.query({
        name: 'queue_is_playing',
        text: `
          SELECT 1 FROM queue_items q JOIN rooms r ON r.id = q.room_id AND r.video_url = q.url
          WHERE q.id = $2 AND q.room_id = $1 AND q.is_playing`,
        values: [roomId, itemId],
      });
      return rows.length > 0;
    },
  };
}

async function requireWaiting(tx: Queryable, roomId: string, itemId: string): Promise<void> {
  const rows = await tx.query({
    name: 'queue_waiting',
    text: 'SELECT 1 FROM queue_items WHERE id = $2 AND room_id = $1 AND NOT is_playing',
    values: [roomId, itemId],
  });
  if (rows.length === 0) throw new AppError('not_found', 'This is not in the queue any more.');
}
