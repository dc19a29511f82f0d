import type { Queryable } from '../platform/postgres/database.js';
import { PLAYBACK_COLUMNS, type PlaybackRow } from '../platform/postgres/playback-row.js';

/** A report of somebody's player. */
export interface StallReport {
  roomId: string;
  userId: string;
  /** Of the timeline that the player followed. */
  version: number;
  /** Epoch milliseconds. */
  now: number;
  /** Epoch milliseconds at which a change reaches everybody. */
  effectiveAt: number;
}

export interface HoldRow extends PlaybackRow {
  /** The version that the hold interrupted; null when the hold is over. */
  hold_from_version: number | null;
}

/**
 * A hold is a timeline that takes effect in the future: everybody stands at its position until then, and goes on without
 * another word. Each of these is one statement, as a command is. Undefined: nothing changed.
 */
export interface HoldsRepository {
  /** Has the room wait for somebody, or for them too: a hold under way gets no longer. */
  stall(report: StallReport): Promise<HoldRow | undefined>;
  /** Takes somebody out of the hold, and ends it with the last of them. */
  ready(report: StallReport): Promise<HoldRow | undefined>;
  /** Does so with all who are not there any more. */
  releaseGone(roomId: string, effectiveAt: number): Promise<HoldRow | undefined>;
  /** Ends the hold of a room that waits for nobody from now on. */
  endUnwanted(roomId: string, effectiveAt: number): Promise<HoldRow | undefined>;
}

/** Times that a room waits for somebody with less than `BUDGET_WINDOW` in between. */
export const WAITS_IN_A_ROW = 3;
/** For how long nobody waits for whoever has used that up, or was not ready before a hold was over. */
const BUDGET_WINDOW = `interval '1 minute'`;

const instant = (parameter: string): string => `to_timestamp(${parameter}::double precision / 1000)`;
const EFFECTIVE_AT = instant('$3');
const NOW = instant('$4');
const VERSION = '$5::bigint';

const IS_HELD = `(cardinality(r.waiting_for) > 0 AND r.is_playing AND r.effective_at > ${NOW})`;
/** Else everybody stands already: before a start, or in a hold. */
const RAN = `(r.effective_at <= ${NOW})`;
/** Whoever runs out so soon after a command has not got there yet, which says nothing of whether their line keeps up. */
const ARRIVING = `interval '2 seconds'`;
/** Of the row as it was before the statement, which sees nothing of what it does itself. */
const HAD_RUN = `(
  SELECT was.effective_at <= ${NOW} - CASE WHEN was.playback_updated_by IS NULL THEN interval '0' ELSE ${ARRIVING} END
  FROM rooms was WHERE was.id = r.id)`;
const COLUMNS = `${PLAYBACK_COLUMNS}, r.hold_from_version`;
/** A hold is nobody's command. */
const CHANGED = 'version = r.version + 1, playback_updated_by = NULL';

/** What remains of a hold when only these are waited for; without anybody it ends at `effectiveAt`, and never later. */
const holdFor = (waitingFor: string, effectiveAt: string): string => `
  waiting_for = ${waitingFor},
  hold_from_version = CASE WHEN cardinality(${waitingFor}) > 0 THEN r.hold_from_version END,
  effective_at = CASE WHEN cardinality(${waitingFor}) > 0 THEN r.effective_at
    ELSE least(r.effective_at, ${effectiveAt}) END,
  ${CHANGED}`;

const STALL = `
  WITH held AS (
    UPDATE rooms r SET
      "current_time" = CASE WHEN ${RAN} THEN room_position_at(r, ${EFFECTIVE_AT}) ELSE r."current_time" END,
      effective_at = CASE WHEN ${IS_HELD} THEN r.effective_at ELSE ${NOW} + r.buffer_wait * interval '1 second' END,
      hold_from_version = CASE WHEN ${IS_HELD} THEN r.hold_from_version ELSE r.version END,
      waiting_for = CASE WHEN ${IS_HELD} THEN r.waiting_for ELSE '{}' END || p.user_id,
      ${CHANGED}
    FROM room_participants p
    WHERE r.id = $1 AND p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL AND p.away_since IS NULL
      AND (p.unwaited_until IS NULL OR p.unwaited_until <= ${NOW})
      AND r.buffer_wait > 0 AND r.is_playing
      AND CASE WHEN ${IS_HELD} THEN ${VERSION} >= r.hold_from_version AND p.user_id <> ALL(r.waiting_for)
        ELSE ${VERSION} = r.version AND room_position_at(r, ${EFFECTIVE_AT}) < coalesce(r.video_duration, 604800) END
    RETURNING ${COLUMNS}, ${HAD_RUN} AS had_run
  ), charged AS (
    -- Charged in advance and given back to whoever gets ready: nothing has to happen when a hold runs out. Those who
    -- made nobody stop, as everybody stood already or had just been sent there, are not counted as such who do so again
    -- and again.
    UPDATE room_participants p SET
      waits = CASE WHEN p.waited_at > ${NOW} - ${BUDGET_WINDOW} THEN p.waits ELSE 0 END + held.had_run::int,
      waited_at = ${NOW},
      unwaited_until = held.effective_at + ${BUDGET_WINDOW}
    FROM held WHERE p.room_id = $1 AND p.user_id = $2
  )
  SELECT * FROM held`;

const READY = `
  WITH ready AS (
    UPDATE rooms r SET ${holdFor('array_remove(r.waiting_for, $2::uuid)', EFFECTIVE_AT)}
    WHERE r.id = $1 AND ${IS_HELD} AND $2 = ANY(r.waiting_for) AND ${VERSION} >= r.hold_from_version
    RETURNING ${COLUMNS}
  ), given_back AS (
    UPDATE room_participants p SET
      unwaited_until = CASE WHEN p.waits >= ${WAITS_IN_A_ROW} THEN ${NOW} + ${BUDGET_WINDOW} END
    FROM ready WHERE p.room_id = $1 AND p.user_id = $2
  )
  SELECT * FROM ready`;

/** Those of them who are there, in the order in which they ran out. */
const STILL_THERE = `ARRAY(
    SELECT w FROM unnest(r.waiting_for) WITH ORDINALITY AS waited (w, nth) WHERE w = ANY(there.user_ids) ORDER BY nth
  )`;

const RELEASE_GONE = `
  UPDATE rooms r SET ${holdFor(STILL_THERE, instant('$2'))}
  FROM (
    SELECT coalesce(array_agg(user_id), '{}') AS user_ids FROM room_participants
    WHERE room_id = $1 AND left_at IS NULL AND away_since IS NULL
  ) there
  WHERE r.id = $1 AND NOT r.waiting_for <@ there.user_ids
  RETURNING ${COLUMNS}`;

const END_UNWANTED = `
  UPDATE rooms r SET ${holdFor(`'{}'::uuid[]`, instant('$2'))}
  WHERE r.id = $1 AND r.buffer_wait = 0 AND cardinality(r.waiting_for) > 0
  RETURNING ${COLUMNS}`;

export function createHoldsRepository(database: Queryable): HoldsRepository {
  const run = async (name: string, text: string, values: unknown[]): Promise<HoldRow | undefined> => {
    const [row] = await database.query<HoldRow>({ name: `holds_${name}`, text, values });
    return row;
  };
  const valuesOf = ({ roomId, userId, effectiveAt, now, version }: StallReport): unknown[] => [
    roomId,
    userId,
    effectiveAt,
    now,
    version,
  ];

  return {
    stall: (report) => run('stall', STALL, valuesOf(report)),
    ready: (report) => run('ready', READY, valuesOf(report)),
    releaseGone: (roomId, effectiveAt) => run('release_gone', RELEASE_GONE, [roomId, effectiveAt]),
    endUnwanted: (roomId, effectiveAt) => run('end_unwanted', END_UNWANTED, [roomId, effectiveAt]),
  };
}
