import {
  type Face,
  HISTORY_MAX_FACES,
  HISTORY_MAX_ITEMS,
  HISTORY_MIN_WATCHED_S,
  type Platform,
} from '@watchparty/shared';
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
  people: Face[];
  people_count: number;
}

export interface HistoryRepository {
  /**
   * Remembers what they are watching, and with whom.
   *
   * @param now epoch milliseconds
   */
  record(tx: Queryable, now: number, viewings: readonly Viewing[]): Promise<void>;
  /** Forgets all that somebody has watched. */
  clear(userId: string): Promise<void>;
  /** What was watched last first. */
  page(
    userId: string,
    page: { after?: Cursor; limit: number },
  ): Promise<(WatchedVideoRow & { cursor_at: string })[]>;
}

const INSTANT = 'to_timestamp($1::double precision / 1000)';

/** Somebody in a room, and for how long they have watched there since the last look. */
export interface Viewing {
  userId: string;
  roomId: string;
  seconds: number;
}

/** In a crowd nobody is company, and everybody with everybody would be very many. */
const COMPANY_MAX_PEOPLE = 20;
const VIEWINGS = `
  viewing AS (
    SELECT v.*, r.video_url AS url
    FROM unnest($2::uuid[], $3::uuid[], $4::double precision[]) AS v (user_id, room_id, seconds)
    JOIN rooms r ON r.id = v.room_id
    WHERE r.video_url IS NOT NULL
  )`;

/**
 * Nobody has watched for longer than the timeline runs as it does: a video that came a moment ago is not taken for one of the
 * whole last minute. In the order in which everybody locks people.
 */
const RECORD = `
  WITH ${VIEWINGS}
  INSERT INTO watched_videos AS known
    (user_id, url, platform, title, thumbnail_url, duration, watched_seconds, watched_at)
  SELECT v.user_id, r.video_url, r.video_platform, r.video_title, r.video_thumbnail_url, r.video_duration,
    greatest(0, least(v.seconds, extract(epoch FROM ${INSTANT} - r.effective_at)::double precision)), ${INSTANT}
  FROM viewing v JOIN rooms r ON r.id = v.room_id
  ORDER BY v.user_id
  ON CONFLICT (user_id, url) DO UPDATE SET
    title = coalesce(excluded.title, known.title),
    thumbnail_url = coalesce(excluded.thumbnail_url, known.thumbnail_url),
    duration = coalesce(excluded.duration, known.duration),
    watched_seconds = known.watched_seconds + excluded.watched_seconds,
    watched_at = greatest(known.watched_at, excluded.watched_at)
  RETURNING user_id, (xmax = 0) AS is_new`;

/** Of what is in the history only: the room may show something else by now. */
const RECORD_COMPANY = `
  WITH ${VIEWINGS}
  INSERT INTO watched_company AS known (user_id, url, other_id, watched_at)
  SELECT one.user_id, one.url, other.user_id, ${INSTANT}
  FROM viewing one
  JOIN viewing other ON other.room_id = one.room_id AND other.user_id <> one.user_id
  JOIN watched_videos w ON w.user_id = one.user_id AND w.url = one.url
  WHERE one.room_id IN (SELECT room_id FROM viewing GROUP BY room_id HAVING count(*) <= ${COMPANY_MAX_PEOPLE})
  ORDER BY one.user_id, other.user_id
  ON CONFLICT (user_id, url, other_id) DO UPDATE SET watched_at = excluded.watched_at`;

/** Of those who have just got one more. */
const FORGET = `
  DELETE FROM watched_videos w USING (
    SELECT user_id, url, row_number() OVER (PARTITION BY user_id ORDER BY watched_at DESC, id DESC) AS nth
    FROM watched_videos WHERE user_id = ANY($1::uuid[])
  ) ranked
  WHERE w.user_id = ranked.user_id AND w.url = ranked.url AND ranked.nth > ${HISTORY_MAX_ITEMS}`;

export function createHistoryRepository(database: Queryable): HistoryRepository {
  return {
    async record(tx, now, viewings) {
      const values = [
        now,
        viewings.map(({ userId }) => userId),
        viewings.map(({ roomId }) => roomId),
        viewings.map(({ seconds }) => seconds),
      ];
      const rows = await tx.query<{ user_id: string; is_new: boolean }>({ text: RECORD, values });
      await tx.query({ text: RECORD_COMPANY, values });
      const userIds = [...new Set(rows.filter((row) => row.is_new).map((row) => row.user_id))];
      if (userIds.length > 0) await tx.query({ text: FORGET, values: [userIds] });
    },

    async clear(userId) {
      await database.query({
        // Not while the watch time is being counted, which locks the same rows in another order.
        text: `
          WITH person AS (SELECT id FROM users WHERE id = $1 FOR UPDATE)
          DELETE FROM watched_videos w USING person WHERE w.user_id = person.id`,
        values: [userId],
      });
    },

    page: (userId, { after, limit }) =>
      database.query({
        name: 'history_page',
        text: `
          SELECT id, url, platform, title, thumbnail_url, duration, watched_at, watched_at::text AS cursor_at,
            (SELECT count(*)::int FROM watched_company c WHERE c.user_id = w.user_id AND c.url = w.url) AS people_count,
            (SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
                'userId', face.id, 'firstName', face.first_name, 'photoUrl', face.photo_url))), '[]')
              FROM (
                SELECT u.id, u.first_name, u.photo_url FROM watched_company c JOIN users u ON u.id = c.other_id
                WHERE c.user_id = w.user_id AND c.url = w.url
                ORDER BY c.watched_at DESC, u.id LIMIT ${HISTORY_MAX_FACES}
              ) face) AS people
          FROM watched_videos w
          WHERE user_id = $1 AND watched_seconds >= ${HISTORY_MIN_WATCHED_S}
            AND ($2::text IS NULL OR (watched_at, id) < ($2::timestamptz, $3::uuid))
          ORDER BY watched_at DESC, id DESC LIMIT $4`,
        values: [userId, after?.at ?? null, after?.id ?? null, limit],
      }),
  };
}
