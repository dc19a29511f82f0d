import { COMPANY_MIN_S, WATCH_DAY_MIN_S } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import { PAGE_TTL_MS } from './pages.repository.js';

/** Somebody who watches, in the one room that counts for them. */
export interface Watcher {
  userId: string;
  roomId: string;
  /** Of the time since the last look, at most all of it. */
  seconds: number;
}

/** What is counted of people, by day. */
export interface ActivityRepository {
  /**
   * Gives up to `seconds` to everybody who is online in a room that plays, with a page that can be seen, and notes how
   * many people are online at all. Whoever sits in two rooms watches once.
   *
   * @returns who was watching
   */
  countWatching(tx: Queryable, now: number, seconds: number): Promise<Watcher[]>;
  /** Notes of all of them with whom they watched, in rooms of a size in which people are company. */
  countCompany(tx: Queryable, now: number, watchers: readonly Watcher[]): Promise<void>;
}

const INSTANT = 'to_timestamp($1::double precision / 1000)';
const TODAY = `(${INSTANT} AT TIME ZONE 'UTC')::date`;
/** Of a video whose length nobody has told: somebody has gone to bed beside it. */
const LONGEST_UNKNOWN = `interval '12 hours'`;
/** Everybody with everybody else would be a million pairs in a room of a thousand. */
const COMPANY_MAX_PEOPLE = 20;

/**
 * The room's timeline is looked at as it is; of a person's time no more is given than since they came, and since their page
 * was seen again.
 */
const SEATS = `
  SELECT p.user_id, p.room_id, p.is_voice_enabled, r.host_id, r.video_platform, r.live_origin IS NOT NULL AS is_live,
    least($2, extract(epoch FROM ${INSTANT} - greatest(p.joined_at, page.since))::double precision) AS seconds
  FROM room_participants p JOIN rooms r ON r.id = p.room_id
  LEFT JOIN LATERAL (
    SELECT bool_or(o.is_visible) AS is_visible, min(o.since) FILTER (WHERE o.is_visible) AS since
    FROM open_pages o
    WHERE o.room_id = p.room_id AND o.user_id = p.user_id
      AND o.renewed_at > ${INSTANT} - interval '${PAGE_TTL_MS} milliseconds'
  ) page ON true
  WHERE p.left_at IS NULL AND p.away_since IS NULL AND r.is_playing AND r.effective_at <= ${INSTANT}
    AND page.is_visible IS NOT FALSE
    AND CASE WHEN r.video_duration IS NOT NULL THEN room_position_at(r, ${INSTANT}) < r.video_duration
      ELSE r.live_origin IS NOT NULL OR r.effective_at > ${INSTANT} - ${LONGEST_UNKNOWN} END`;

/**
 * People are locked before their rows, and those in the order in which everybody else takes them, so that neither an
 * erasure nor a message waits for us while we wait for it.
 */
const COUNT_WATCHING = `
  WITH seats AS (${SEATS}
  ), chosen AS (
    SELECT DISTINCT ON (user_id) *,
      count(*) OVER (PARTITION BY room_id)::int AS party,
      count(*) FILTER (WHERE is_voice_enabled) OVER (PARTITION BY room_id) AS voices
    FROM seats WHERE seconds > 0
    ORDER BY user_id, seconds DESC, room_id
  ), watching AS (
    SELECT c.*,
      (${INSTANT} AT TIME ZONE 'UTC' + coalesce(u.utc_offset_minutes, 0) * interval '1 minute')::date AS day,
      -- Of whoever never told their time, nobody knows when it is night.
      extract(hour FROM ${INSTANT} AT TIME ZONE 'UTC' + u.utc_offset_minutes * interval '1 minute') AS hour
    FROM chosen c JOIN users u ON u.id = c.user_id
    WHERE u.is_counted
    ORDER BY u.id FOR KEY SHARE OF u
  ), hosted AS (
    SELECT host_id AS user_id, room_id, sum(seconds) AS seconds FROM watching WHERE user_id <> host_id
    GROUP BY host_id, room_id
  ), days AS (
    INSERT INTO watch_days AS known (user_id, day, seconds) SELECT user_id, day, seconds FROM watching
    ON CONFLICT (user_id, day) DO UPDATE SET seconds = known.seconds + excluded.seconds
    RETURNING user_id, day, seconds
  ), total AS (
    INSERT INTO user_stats AS known (
      user_id, total_watch_time, last_watch_day, watch_days, streak_days, longest_streak, best_day_seconds,
      night_seconds, morning_seconds, weekend_seconds, live_seconds, voice_seconds, hosted_seconds, biggest_party, platforms
    )
    SELECT w.user_id, w.seconds, made.day, made.days, made.days, made.days, d.seconds,
      CASE WHEN w.hour < 5 THEN w.seconds ELSE 0 END,
      CASE WHEN w.hour BETWEEN 5 AND 8 THEN w.seconds ELSE 0 END,
      CASE WHEN extract(isodow FROM w.day) >= 6 THEN w.seconds ELSE 0 END,
      CASE WHEN w.is_live THEN w.seconds ELSE 0 END,
      CASE WHEN w.is_voice_enabled AND w.voices > 1 THEN w.seconds ELSE 0 END,
      coalesce(h.seconds, 0), w.party, ARRAY[w.video_platform]
    FROM watching w
    JOIN days d ON d.user_id = w.user_id
    LEFT JOIN hosted h ON h.user_id = w.user_id AND h.room_id = w.room_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN d.seconds >= ${WATCH_DAY_MIN_S} THEN d.day END AS day, (d.seconds >= ${WATCH_DAY_MIN_S})::int AS days
    ) made
    ORDER BY w.user_id
    ON CONFLICT (user_id) DO UPDATE SET
      total_watch_time = known.total_watch_time + excluded.total_watch_time,
      -- Whoever travels west may have the same day twice, and has watched on one.
      last_watch_day = greatest(known.last_watch_day, excluded.last_watch_day),
      watch_days = known.watch_days + (excluded.last_watch_day > coalesce(known.last_watch_day, '-infinity') IS TRUE)::int,
      streak_days = ${nextStreak()},
      longest_streak = greatest(known.longest_streak, ${nextStreak()}),
      best_day_seconds = greatest(known.best_day_seconds, excluded.best_day_seconds),
      night_seconds = known.night_seconds + excluded.night_seconds,
      morning_seconds = known.morning_seconds + excluded.morning_seconds,
      weekend_seconds = known.weekend_seconds + excluded.weekend_seconds,
      live_seconds = known.live_seconds + excluded.live_seconds,
      voice_seconds = known.voice_seconds + excluded.voice_seconds,
      hosted_seconds = known.hosted_seconds + excluded.hosted_seconds,
      biggest_party = greatest(known.biggest_party, excluded.biggest_party),
      platforms = CASE WHEN known.platforms @> excluded.platforms THEN known.platforms
        ELSE known.platforms || excluded.platforms END
    RETURNING user_id
  ), active AS (
    INSERT INTO activity_days (user_id, day, watch_seconds)
    SELECT w.user_id, ${TODAY}, w.seconds FROM total JOIN watching w ON w.user_id = total.user_id ORDER BY w.user_id
    ON CONFLICT (user_id, day) DO UPDATE SET
      watch_seconds = activity_days.watch_seconds + excluded.watch_seconds
  ), peak AS (
    INSERT INTO peak_days (day, people)
    SELECT ${TODAY}, count(DISTINCT p.user_id) FROM room_participants p
    WHERE p.left_at IS NULL AND p.away_since IS NULL
    ON CONFLICT (day) DO UPDATE SET people = greatest(peak_days.people, excluded.people)
  )
  SELECT w.user_id, w.room_id, w.seconds FROM watching w JOIN total ON total.user_id = w.user_id`;

/** A day that is not new, or not long enough yet, leaves it as it is. */
function nextStreak(): string {
  return `CASE
        WHEN excluded.last_watch_day > coalesce(known.last_watch_day, '-infinity') IS NOT TRUE THEN known.streak_days
        WHEN excluded.last_watch_day = known.last_watch_day + 1 THEN known.streak_days + 1
        ELSE 1 END`;
}

const COUNT_COMPANY = `
  WITH watching AS (
    SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::double precision[]) AS w (user_id, room_id, seconds)
  ), pairs AS (
    SELECT one.user_id, other.user_id AS other_id, least(one.seconds, other.seconds) AS seconds
    FROM watching one JOIN watching other ON other.room_id = one.room_id AND other.user_id <> one.user_id
    WHERE one.room_id IN (SELECT room_id FROM watching GROUP BY room_id HAVING count(*) <= ${COMPANY_MAX_PEOPLE})
  ), together AS (
    INSERT INTO companions AS known (user_id, other_id, seconds, met_at)
    SELECT user_id, other_id, seconds, CASE WHEN seconds >= ${COMPANY_MIN_S} THEN ${INSTANT} END FROM pairs
    ORDER BY user_id, other_id
    ON CONFLICT (user_id, other_id) DO UPDATE SET
      seconds = known.seconds + excluded.seconds,
      met_at = CASE WHEN known.seconds + excluded.seconds >= ${COMPANY_MIN_S} THEN coalesce(known.met_at, ${INSTANT}) END
    RETURNING user_id, seconds, met_at
  )
  UPDATE user_stats s SET
    people = s.people + told.met,
    closest_seconds = greatest(s.closest_seconds, told.closest)
  FROM (
    SELECT user_id, count(*) FILTER (WHERE met_at = ${INSTANT})::int AS met, max(seconds) AS closest
    FROM together GROUP BY user_id
  ) told
  WHERE s.user_id = told.user_id`;

export const activityRepository: ActivityRepository = {
  async countWatching(tx, now, seconds) {
    const rows = await tx.query<{ user_id: string; room_id: string; seconds: number }>({
      text: COUNT_WATCHING,
      values: [now, seconds],
    });
    return rows.map((row) => ({ userId: row.user_id, roomId: row.room_id, seconds: row.seconds }));
  },

  async countCompany(tx, now, watchers) {
    await tx.query({
      text: COUNT_COMPANY,
      values: [
        now,
        watchers.map(({ userId }) => userId),
        watchers.map(({ roomId }) => roomId),
        watchers.map(({ seconds }) => seconds),
      ],
    });
  },
};
