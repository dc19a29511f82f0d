import type { Queryable } from '../platform/postgres/database.js';

/** What is counted of people, by day. */
export interface ActivityRepository {
  /**
   * Gives `seconds` to everybody who is online in a room that plays, and notes how many people are online at all.
   * Whoever sits in two rooms watches once.
   *
   * @returns how many people were watching
   */
  countWatching(tx: Queryable, now: number, seconds: number): Promise<number>;
}

const INSTANT = 'to_timestamp($1::double precision / 1000)';
const TODAY = `(${INSTANT} AT TIME ZONE 'UTC')::date`;

/**
 * People are locked before their rows, and those in the order in which everybody else takes them, so that neither an
 * erasure nor a message waits for us while we wait for it.
 */
const COUNT_WATCHING = `
  WITH watching AS (
    SELECT u.id FROM users u
    WHERE u.id IN (
      SELECT p.user_id FROM room_participants p JOIN rooms r ON r.id = p.room_id
      WHERE p.left_at IS NULL AND p.away_since IS NULL AND r.is_playing AND r.effective_at <= ${INSTANT}
        AND (r.video_duration IS NULL OR room_position_at(r, ${INSTANT}) < r.video_duration)
    )
    ORDER BY u.id FOR KEY SHARE OF u
  ), total AS (
    INSERT INTO user_stats (user_id, total_watch_time) SELECT id, $2 FROM watching
    ON CONFLICT (user_id) DO UPDATE SET
      total_watch_time = user_stats.total_watch_time + excluded.total_watch_time
    RETURNING user_id
  ), days AS (
    INSERT INTO activity_days (user_id, day, watch_seconds) SELECT user_id, ${TODAY}, $2 FROM total
    ON CONFLICT (user_id, day) DO UPDATE SET
      watch_seconds = activity_days.watch_seconds + excluded.watch_seconds
  ), peak AS (
    INSERT INTO peak_days (day, people)
    SELECT ${TODAY}, count(DISTINCT p.user_id) FROM room_participants p
    WHERE p.left_at IS NULL AND p.away_since IS NULL
    ON CONFLICT (day) DO UPDATE SET people = greatest(peak_days.people, excluded.people)
  )
  SELECT count(*)::int AS count FROM total`;

export const activityRepository: ActivityRepository = {
  async countWatching(tx, now, seconds) {
    const [row] = await tx.query<{ count: number }>({ text: COUNT_WATCHING, values: [now, seconds] });
    return row?.count ?? 0;
  },
};
