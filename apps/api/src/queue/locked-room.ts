import type { QueueLoop } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import { MAY_CONTROL } from '../platform/postgres/may-control.js';
import { PLAYBACK_COLUMNS, type PlaybackRow } from '../platform/postgres/playback-row.js';

/** A room that nobody else changes until the transaction ends, and what somebody may do there. */
export interface LockedRoom extends PlaybackRow {
  id: string;
  queue_version: number;
  queue_loop: QueueLoop;
  skip_share: number;
  /** The version of the timeline with which the video came. */
  video_version: number;
  /** Whether the video has run to its end; false where its length is unknown. */
  has_ended: boolean;
  is_skip_due: boolean;
  is_seated: boolean;
  may_control: boolean;
}

/** Epoch milliseconds. */
const instant = (parameter: string): string => `to_timestamp(${parameter}::double precision / 1000)`;

/** Whether the video of room `r` has run to its end. Before a command takes effect everybody is still elsewhere. */
export const hasEndedAt = (nowParameter: string): string => `(
  r.is_playing AND r.video_duration IS NOT NULL AND r.effective_at <= ${instant(nowParameter)}
  AND room_position_at(r, ${instant(nowParameter)}) >= r.video_duration)`;

/** Those of room `r` who are online and want the next video. */
export const SKIP_VOTES = `(
  SELECT count(*)::int FROM room_participants voter
  WHERE voter.room_id = r.id AND voter.left_at IS NULL AND voter.away_since IS NULL AND voter.user_id = ANY(r.skip_voters))`;

/** Whether they are enough. The twin of `skipVotesNeeded` in packages/shared: a test holds them together. */
export const IS_SKIP_DUE = `(
  CASE WHEN r.video_url IS NOT NULL AND r.skip_share > 0 AND cardinality(r.skip_voters) > 0
  THEN ${SKIP_VOTES} >= greatest(1, ceil((
    SELECT count(*) FROM room_participants present
    WHERE present.room_id = r.id AND present.left_at IS NULL AND present.away_since IS NULL
  ) * r.skip_share - 1e-9))
  ELSE false END)`;

/**
 * @param userId whose rights are read; null where it is nobody's wish
 * @param now epoch milliseconds
 */
export async function lockRoom(
  tx: Queryable,
  roomId: string,
  userId: string | null,
  now: number,
): Promise<LockedRoom | undefined> {
  // Two statements: the second sees what was committed while the first waited for the lock.
  await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [roomId] });
  return readRoom(tx, roomId, userId, now);
}

/** The room as it is by now, in a transaction that has locked it. */
export async function readRoom(
  tx: Queryable,
  roomId: string,
  userId: string | null,
  now: number,
): Promise<LockedRoom | undefined> {
  const [row] = await tx.query<LockedRoom>({
    name: 'queue_room',
    text: `
      SELECT ${PLAYBACK_COLUMNS}, r.id, r.queue_version, r.queue_loop, r.skip_share, r.video_version,
        ${hasEndedAt('$3')} AS has_ended, ${IS_SKIP_DUE} AS is_skip_due,
        p.user_id IS NOT NULL AS is_seated, coalesce(${MAY_CONTROL}, false) AS may_control
      FROM rooms r
      LEFT JOIN room_participants p ON p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
      WHERE r.id = $1`,
    values: [roomId, userId, now],
  });
  return row;
}

/** @returns the queue's new version */
export async function raiseQueueVersion(tx: Queryable, roomId: string): Promise<number> {
  const [row] = await tx.query<{ queue_version: number }>({
    name: 'queue_raise_version',
    text: 'UPDATE rooms SET queue_version = queue_version + 1 WHERE id = $1 RETURNING queue_version',
    values: [roomId],
  });
  if (!row) throw new Error('a locked room is gone');
  return row.queue_version;
}
