import type { Platform, QueueItem } from '@watchparty/shared';

/** An item of a queue as SQL returns it. */
export interface QueueItemRow {
  id: string;
  url: string;
  platform: Platform;
  title: string | null;
  thumbnail_url: string | null;
  duration: number | null;
  start_at: number | null;
  position: number;
  is_playing: boolean;
  added_by: string | null;
  first_name: string | null;
  votes: number;
  added_at: Date;
}

/** The columns of a QueueItemRow, of an item called `q` and whoever added it, `u`. */
export const QUEUE_ITEM_COLUMNS = `
  q.id, q.url, q.platform, q.title, q.thumbnail_url, q.duration, q.start_at, q.position, q.is_playing, q.added_by,
  u.first_name, (SELECT count(*)::int FROM queue_votes v WHERE v.item_id = q.id) AS votes, q.added_at`;

export function toQueueItem(row: QueueItemRow): QueueItem {
  return {
    id: row.id,
    url: row.url,
    platform: row.platform,
    ...(row.title !== null && { title: row.title }),
    ...(row.thumbnail_url !== null && { thumbnailUrl: row.thumbnail_url }),
    ...(row.duration !== null && { duration: row.duration }),
    ...(row.start_at !== null && { startAt: row.start_at }),
    ...(row.added_by !== null && { addedBy: { userId: row.added_by, firstName: row.first_name ?? '' } }),
    votes: row.votes,
    position: row.position,
    addedAt: row.added_at.getTime(),
  };
}
