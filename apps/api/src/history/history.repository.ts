import { HISTORY_MAX_ITEMS, HISTORY_MIN_WATCHED_S, type Platform } from '@watchparty/shared';
import type { Cursor } from '../platform/list-cursor.js';
import type { Queryable } from '../platform/postgres/database.js';

export interface WatchedVideoRow {
  id: string;
  url: string;
  platform: Platform;
  title: string | null;
  thumbnail_url: string | null;
  duration: number | null;
  watched_at: Date;
}

export interface HistoryRepository {
  /**
   * Remembers what everybody who is online in a room that plays is watching.
   *
   * @param now epoch milliseconds
   * @param seconds since this was done last
   */
  record(tx: Queryable, now: number, seconds: number): Promise<void>;
  /** What was watched last first. */
  page(
    userId: string,
    page: { after?: Cursor; limit: number },
  ): Promise<(WatchedVideoRow & { cursor_at: string })[]>;
}

const INSTANT = 'to_timestamp($1::double precision / 1000)';

/**
 * Nobody has watched for longer than they are there and than the timeline runs as it does: a video that came a moment ago is
 * not taken for one of the whole last minute. In the order in which everybody locks people.
 */
const RECORD = `
  INSERT INTO watched_videos AS known
    (user_id, url, platform, title, thumbnail_url, duration, watched_seconds, watched_at)
  SELECT DISTINCT ON (p.user_id, r.video_url)
    p.user_id, r.video_url, r.video_platform, r.video_title, r.video_thumbnail_url, r.video_duration,
    least($2, extract(epoch FROM ${INSTANT} - greatest(r.effective_at, p.joined_at))::double precision), ${INSTANT}
  FROM room_participants p JOIN rooms r ON r.id = p.room_id
  WHERE p.left_at IS NULL AND p.away_since IS NULL AND r.is_playing
    AND r.effective_at <= ${INSTANT} AND p.joined_at <= ${INSTANT}
    AND (r.video_duration IS NULL OR room_position_at(r, ${INSTANT}) < r.video_duration)
  ORDER BY p.user_id, r.video_url, r.effective_at
  ON CONFLICT (user_id, url) DO UPDATE SET
    title = coalesce(excluded.title, known.title),
    thumbnail_url = coalesce(excluded.thumbnail_url, known.thumbnail_url),
    duration = coalesce(excluded.duration, known.duration),
    watched_seconds = known.watched_seconds + excluded.watched_seconds,
    watched_at = greatest(known.watched_at, excluded.watched_at)
  RETURNING user_id, (xmax = 0) AS is_new`;

/** Of those who have just got one more. */
const FORGET = `
  DELETE FROM watched_videos w USING (
    SELECT user_id, url, row_number() OVER (PARTITION BY user_id ORDER BY watched_at DESC, id DESC) AS nth
    FROM watched_videos WHERE user_id = ANY($1::uuid[])
  ) ranked
  WHERE w.user_id = ranked.user_id AND w.url = ranked.url AND ranked.nth > ${HISTORY_MAX_ITEMS}`;

export function createHistoryRepository(database: Queryable): HistoryRepository {
  return {
    async record(tx, now, seconds) {
      const rows = await tx.query<{ user_id: string; is_new: boolean }>({
        text: RECORD,
        values: [now, seconds],
      });
      const userIds = [...new Set(rows.filter((row) => row.is_new).map((row) => row.user_id))];
      if (userIds.length > 0) await tx.query({ text: FORGET, values: [userIds] });
    },

    page: (userId, { after, limit }) =>
      database.query({
        name: 'history_page',
        text: `
          SELECT id, url, platform, title, thumbnail_url, duration, watched_at, watched_at::text AS cursor_at
          FROM watched_videos
          WHERE user_id = $1 AND watched_seconds >= ${HISTORY_MIN_WATCHED_S}
            AND ($2::text IS NULL OR (watched_at, id) < ($2::timestamptz, $3::uuid))
          ORDER BY watched_at DESC, id DESC LIMIT $4`,
        values: [userId, after?.at ?? null, after?.id ?? null, limit],
      }),
  };
}
