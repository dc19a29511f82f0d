import type { ControlMode, Role } from '@watchparty/shared';
import { LIVE_START_S } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import { MAY_CONTROL } from '../platform/postgres/may-control.js';
import { PLAYBACK_COLUMNS, type PlaybackRow } from '../platform/postgres/playback-row.js';
import { WAITS_IN_A_ROW } from './holds.repository.js';

/** Who commands which room, when. */
export interface CommandKey {
  roomId: string;
  userId: string;
  /** Epoch milliseconds at which the new state takes effect. */
  effectiveAt: number;
}

/** The same of what may be nobody's command. */
export type PutOnKey = Omit<CommandKey, 'userId'> & { userId: string | null };

export interface Seek {
  /** Seconds. */
  position: number;
  /** Epoch milliseconds at which it takes effect in a room that is paused. */
  pausedEffectiveAt: number;
  /** Epoch milliseconds at which it takes effect where it goes far. */
  farEffectiveAt: number;
}

export interface VideoRecord {
  url: string;
  platform: string;
  title?: string;
  thumbnailUrl?: string;
  /** Seconds. */
  duration?: number;
}

/** Why a command changed nothing. */
export interface Standing {
  roomExists: boolean;
  isSeated: boolean;
  role?: Role;
  controlMode?: ControlMode;
  playback?: PlaybackRow;
}

export interface CommandedRow extends PlaybackRow {
  /** Whether the command found the room waiting for somebody. */
  was_held: boolean;
}

/**
 * Each command is one statement: it looks whether the commander may, computes the new timeline from the stored one
 * and raises the version, so that no two commands can mix and none needs a lock of its own. Undefined: nothing changed.
 */
export interface PlaybackRepository {
  play(key: CommandKey, position: number | undefined): Promise<CommandedRow | undefined>;
  pause(key: CommandKey, position: number | undefined): Promise<CommandedRow | undefined>;
  /** @param key its `effectiveAt` is for a jump to what is near, and most likely loaded */
  seek(key: CommandKey, jump: Seek): Promise<CommandedRow | undefined>;
  setRate(key: CommandKey, rate: number): Promise<CommandedRow | undefined>;
  change(key: CommandKey, video: VideoRecord, position: number): Promise<CommandedRow | undefined>;
  describe(key: CommandKey, videoUrl: string, duration: number): Promise<CommandedRow | undefined>;
  /** @param programTime what the programme's clock shows when the command is given, in epoch milliseconds */
  describeLive(key: CommandKey, videoUrl: string, programTime: number): Promise<CommandedRow | undefined>;
  /** The host's or owner's change of the room's settings; `null` leaves the room without a video. */
  replace(key: CommandKey, video: VideoRecord | null, position: number): Promise<CommandedRow | undefined>;
  /**
   * What was learnt of a room's video too late for the command that brought it: nobody's command, so the timeline stays as
   * it is. What is known already stays too.
   */
  fillIn(
    roomId: string,
    video: Pick<VideoRecord, 'url' | 'title' | 'thumbnailUrl'>,
  ): Promise<PlaybackRow | undefined>;
  /**
   * Puts on a video, and starts it with `starts` if the room is paused. Whether that may be is for the transaction to have
   * decided, which holds the room's lock.
   */
  putOn(
    tx: Queryable,
    key: PutOnKey,
    video: VideoRecord,
    position: number,
    starts: boolean,
  ): Promise<CommandedRow | undefined>;
  /**
   * Pauses the rooms in which nobody holds a seat any more, where they were when the last one left.
   *
   * @param leftAt epoch milliseconds, where the last one's membership no longer tells
   */
  pauseEmpty(roomIds: readonly string[], leftAt?: number): Promise<(PlaybackRow & { id: string })[]>;
  standing(roomId: string, userId: string): Promise<Standing>;
}

const INSTANT = 'double precision / 1000';
const EFFECTIVE_AT = `to_timestamp($3::${INSTANT})`;

/**
 * Longer than any lead, a countdown's included, and than any hold: what takes effect later still was written by a clock that
 * was put back.
 */
const LONGEST_LEAD = `interval '4 seconds'`;
const LONGEST_HOLD = `interval '11 seconds'`;

/** Whether the room still waits for a video to load, or for somebody, at the time a command takes effect. */
const IS_WAITING = `(r.effective_at BETWEEN ${EFFECTIVE_AT} AND
  ${EFFECTIVE_AT} + CASE WHEN cardinality(r.waiting_for) > 0 THEN ${LONGEST_HOLD} ELSE ${LONGEST_LEAD} END)`;

/** When a command takes effect that cuts no wait short. */
const STARTS_AT = `(CASE WHEN ${IS_WAITING} THEN r.effective_at ELSE ${EFFECTIVE_AT} END)`;

/** Goes on waiting for the same people, if that is not over by then. */
const KEEP_HOLD = `
  waiting_for = CASE WHEN ${IS_WAITING} THEN r.waiting_for ELSE '{}' END,
  hold_from_version = CASE WHEN ${IS_WAITING} THEN r.hold_from_version END`;

/** When a command takes effect that waits for a video to load, and for nobody else. */
const GOES_ON_AT = `(CASE WHEN ${IS_WAITING} AND cardinality(r.waiting_for) = 0
  THEN r.effective_at ELSE ${EFFECTIVE_AT} END)`;

/** Players keep what they have just shown, and load some time ahead. */
const NEAR_S = 30;
const IS_FAR = `abs($4::double precision - room_position_at(r, ${EFFECTIVE_AT})) > ${NEAR_S}`;

const END_HOLD = `waiting_for = '{}', hold_from_version = NULL`;

/** The row as it was before the statement, which sees nothing of what it does itself. */
const WAS_HELD = `
  (SELECT cardinality(was.waiting_for) > 0 AND was.is_playing AND was.effective_at > ${EFFECTIVE_AT}
    FROM rooms was WHERE was.id = r.id) AS was_held`;

/**
 * The room and the commander, behind queries: what a statement costs is then expected to be the same for all of them, so that
 * PostgreSQL plans it once. To plan a jump takes twice as long as to do it (0.71 ms with it, 0.26 ms without).
 */
const ROOM = '(SELECT $1::uuid)';
const COMMANDER = '(SELECT $2::uuid)';

/** Completes a command: who may, and what every command has in common. */
function commandText(changes: string, condition = 'true'): string {
  return `
    UPDATE rooms r SET ${changes}, version = r.version + 1, playback_updated_by = p.user_id
    FROM room_participants p
    WHERE r.id = ${ROOM} AND p.room_id = r.id AND p.user_id = ${COMMANDER} AND p.left_at IS NULL AND ${MAY_CONTROL} AND ${condition}
    RETURNING ${PLAYBACK_COLUMNS}, ${WAS_HELD}`;
}

/**
 * Completes what goes elsewhere: that somebody was not ready where nobody goes to any more is not to cost them the next wait.
 */
const givingBack = (text: string): string => `
  WITH changed AS (${text}),
  given_back AS (
    UPDATE room_participants p SET unwaited_until = NULL
    FROM changed, rooms was
    WHERE was.id = ${ROOM} AND p.room_id = was.id AND p.user_id = ANY(was.waiting_for) AND p.waits < ${WAITS_IN_A_ROW}
      AND was.effective_at > ${EFFECTIVE_AT}
  )
  SELECT * FROM changed`;

const IS_UNDESCRIBED = 'r.video_url = $4 AND r.video_duration IS NULL AND r.live_origin IS NULL';
const HAS_VIDEO = 'r.video_url IS NOT NULL';
const NEW_VIDEO = `
  video_url = $4, video_platform = $5, video_title = $6, video_thumbnail_url = $7, video_duration = $8, live_origin = NULL,
  "current_time" = least($9::double precision, coalesce($8, $9)), playback_rate = 1, effective_at = ${EFFECTIVE_AT},
  video_version = r.version + 1, skip_voters = '{}', ${END_HOLD}`;

const TEXT = {
  play: commandText(
    `"current_time" = least(coalesce($4::double precision, room_position_at(r, ${GOES_ON_AT})),
      coalesce(r.video_duration, 604800)), is_playing = true, effective_at = ${GOES_ON_AT}, ${END_HOLD}`,
    HAS_VIDEO,
  ),
  pause: commandText(
    `"current_time" = least(coalesce($4::double precision, room_position_at(r, ${EFFECTIVE_AT})),
      coalesce(r.video_duration, 604800)), is_playing = false, effective_at = ${EFFECTIVE_AT}, ${END_HOLD}`,
    HAS_VIDEO,
  ),
  seek: givingBack(
    commandText(
      `"current_time" = least($4::double precision, coalesce(r.video_duration, 604800)),
        effective_at = CASE WHEN NOT r.is_playing THEN to_timestamp($5::${INSTANT})
          WHEN ${IS_FAR} THEN greatest(${GOES_ON_AT}, to_timestamp($6::${INSTANT})) ELSE ${GOES_ON_AT} END, ${END_HOLD}`,
      HAS_VIDEO,
    ),
  ),
  rate: commandText(
    `"current_time" = room_position_at(r, ${STARTS_AT}), playback_rate = $4, effective_at = ${STARTS_AT},
      ${KEEP_HOLD}`,
    HAS_VIDEO,
  ),
  change: givingBack(commandText(NEW_VIDEO)),
  describe: commandText(
    // A player finds the duration while it loads: the start that everybody waits for stays where it is.
    `video_duration = $5, "current_time" = least(room_position_at(r, ${STARTS_AT}), $5),
      effective_at = ${STARTS_AT}, ${KEEP_HOLD}`,
    IS_UNDESCRIBED,
  ),
  describeLive: commandText(
    // The programme goes on until the room starts, be it that everybody still waits for the stream to load.
    `live_origin = to_timestamp($5::${INSTANT}) + (${STARTS_AT} - ${EFFECTIVE_AT}) - interval '${LIVE_START_S} seconds',
      "current_time" = ${LIVE_START_S}, effective_at = ${STARTS_AT}, ${KEEP_HOLD}`,
    IS_UNDESCRIBED,
  ),
  replace: givingBack(`
    UPDATE rooms r SET ${NEW_VIDEO}, is_playing = r.is_playing AND $4::text IS NOT NULL,
      version = r.version + 1, playback_updated_by = $2
    WHERE r.id = $1 AND (r.host_id = $2 OR r.owner_id = $2)
    RETURNING ${PLAYBACK_COLUMNS}, ${WAS_HELD}`),
  fillIn: `
    UPDATE rooms r SET video_title = coalesce(r.video_title, $3),
      video_thumbnail_url = coalesce(r.video_thumbnail_url, $4), version = r.version + 1
    WHERE r.id = $1 AND r.video_url = $2 AND ((r.video_title IS NULL AND $3::text IS NOT NULL)
      OR (r.video_thumbnail_url IS NULL AND $4::text IS NOT NULL))
    RETURNING ${PLAYBACK_COLUMNS}`,
  putOn: givingBack(`
    UPDATE rooms r SET ${NEW_VIDEO}, is_playing = r.is_playing OR $10, version = r.version + 1, playback_updated_by = $2
    WHERE r.id = $1
    RETURNING ${PLAYBACK_COLUMNS}, ${WAS_HELD}`),
  pauseEmpty: `
    UPDATE rooms r SET "current_time" = room_position_at(r, last.left_at), is_playing = false,
      effective_at = last.left_at, ${END_HOLD}, version = r.version + 1
    FROM (
      SELECT room_id, coalesce(to_timestamp($2::${INSTANT}), max(left_at)) AS left_at,
        bool_or(left_at IS NULL) AS is_occupied
      FROM room_participants WHERE room_id = ANY($1::uuid[]) GROUP BY room_id
    ) last
    WHERE r.id = last.room_id AND NOT last.is_occupied AND r.is_playing
    RETURNING r.id, ${PLAYBACK_COLUMNS}`,
  standing: `
    SELECT p.role, r.control_mode, (p.user_id IS NOT NULL) AS is_seated, ${PLAYBACK_COLUMNS}
    FROM rooms r
    LEFT JOIN room_participants p ON p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
    WHERE r.id = $1`,
};

export function createPlaybackRepository(database: Queryable): PlaybackRepository {
  const command = async (
    name: keyof typeof TEXT,
    { roomId, userId, effectiveAt }: CommandKey,
    ...values: unknown[]
  ): Promise<CommandedRow | undefined> => {
    const [row] = await database.query<CommandedRow>({
      name: `playback_${name}`,
      text: TEXT[name],
      values: [roomId, userId, effectiveAt, ...values],
    });
    return row;
  };

  return {
    play: (key, position) => command('play', key, position ?? null),
    pause: (key, position) => command('pause', key, position ?? null),
    seek: (key, { position, pausedEffectiveAt, farEffectiveAt }) =>
      command('seek', key, position, pausedEffectiveAt, farEffectiveAt),
    setRate: (key, rate) => command('rate', key, rate),
    change: (key, video, position) => command('change', key, ...valuesOf(video), position),
    describe: (key, videoUrl, duration) => command('describe', key, videoUrl, duration),
    describeLive: (key, videoUrl, programTime) => command('describeLive', key, videoUrl, programTime),
    replace: (key, video, position) => command('replace', key, ...valuesOf(video), position),

    async fillIn(roomId, { url, title, thumbnailUrl }) {
      const [row] = await database.query<PlaybackRow>({
        name: 'playback_fill_in',
        text: TEXT.fillIn,
        values: [roomId, url, title ?? null, thumbnailUrl ?? null],
      });
      return row;
    },

    async putOn(tx, { roomId, userId, effectiveAt }, video, position, starts) {
      const [row] = await tx.query<CommandedRow>({
        name: 'playback_put_on',
        text: TEXT.putOn,
        values: [roomId, userId, effectiveAt, ...valuesOf(video), position, starts],
      });
      return row;
    },

    async pauseEmpty(roomIds, leftAt) {
      return database.query<PlaybackRow & { id: string }>({
        name: 'playback_pause_empty',
        text: TEXT.pauseEmpty,
        values: [roomIds, leftAt ?? null],
      });
    },

    async standing(roomId, userId) {
      const [row] = await database.query<
        PlaybackRow & { role: Role | null; control_mode: ControlMode; is_seated: boolean }
      >({ text: TEXT.standing, values: [roomId, userId] });
      if (!row) return { roomExists: false, isSeated: false };
      return {
        roomExists: true,
        isSeated: row.is_seated,
        controlMode: row.control_mode,
        playback: row,
        ...(row.role !== null && { role: row.role }),
      };
    },
  };
}

function valuesOf(video: VideoRecord | null): unknown[] {
  return [
    video?.url ?? null,
    video?.platform ?? null,
    video?.title ?? null,
    video?.thumbnailUrl ?? null,
    video?.duration ?? null,
  ];
}
