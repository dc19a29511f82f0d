import type { BufferWait, ControlMode, Face, Room, RoomSummary, SlowMode } from '@watchparty/shared';
import { PLAYBACK_COLUMNS, type PlaybackRow, toPlayback } from '../platform/postgres/playback-row.js';

/** A room as SQL returns it, with what is counted along. */
export interface RoomRow extends PlaybackRow {
  id: string;
  name: string;
  host_id: string;
  owner_id: string;
  is_public: boolean;
  password: string | null;
  max_participants: number;
  control_mode: ControlMode;
  buffer_wait: BufferWait;
  skip_share: number;
  is_voice_closed: boolean;
  slow_mode: SlowMode;
  last_message_seq: number;
  queue_version: number;
  starts_at: Date | null;
  chat_revision: number;
  created_at: Date;
  updated_at: Date;
  participant_count: number;
}

/** The columns of a RoomRow, of a room called `r`. */
export const ROOM_COLUMNS = `
  ${PLAYBACK_COLUMNS}, r.id, r.name, r.host_id, r.owner_id, r.is_public, r.password, r.max_participants, r.control_mode,
  r.buffer_wait, r.skip_share, r.is_voice_closed, r.slow_mode, r.last_message_seq, r.queue_version, r.chat_revision, r.starts_at,
  r.created_at, r.updated_at,
  (SELECT count(*)::int FROM room_participants seat WHERE seat.room_id = r.id AND seat.left_at IS NULL)
    AS participant_count`;

export function toRoom(row: RoomRow): Room {
  return {
    id: row.id,
    name: row.name,
    hostId: row.host_id,
    ownerId: row.owner_id,
    isPublic: row.is_public,
    hasPassword: row.password !== null,
    maxParticipants: row.max_participants,
    participantCount: row.participant_count,
    controlMode: row.control_mode,
    bufferWait: row.buffer_wait,
    skipShare: row.skip_share,
    ...(row.is_voice_closed && { isVoiceClosed: true }),
    slowMode: row.slow_mode,
    video: toPlayback(row),
    ...(row.starts_at && { startsAt: row.starts_at.getTime() }),
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}

/** The room's card for somebody whom a password still keeps out: nothing of what is watched in there. */
export function toClosedRoom(row: RoomRow): Room {
  return {
    ...toRoom(row),
    video: {
      videoUrl: null,
      platform: null,
      isPlaying: false,
      position: 0,
      rate: 1,
      effectiveAt: row.created_at.getTime(),
      version: 0,
    },
  };
}

/** What a list needs beside the room itself. */
export interface RoomSummaryRow extends RoomRow {
  host_name: string;
  faces: Face[];
}

export const SUMMARY_COLUMNS = `${ROOM_COLUMNS},
  (SELECT CASE WHEN u.is_name_listed THEN u.first_name ELSE '' END FROM users u WHERE u.id = r.host_id) AS host_name,
  (SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
      'userId', face.id, 'firstName', face.first_name, 'photoUrl', face.photo_url))), '[]')
    FROM (
      SELECT u.id, u.first_name, u.photo_url
      FROM room_participants seat JOIN users u ON u.id = seat.user_id
      WHERE seat.room_id = r.id AND seat.left_at IS NULL AND u.is_name_listed
      ORDER BY seat.joined_at LIMIT 3
    ) face) AS faces`;

/**
 * In a list a password hides what is watched, too.
 *
 * @param viewerId who reads the list; nobody in particular where it is left out
 */
export function toRoomSummary(row: RoomSummaryRow, viewerId?: string): RoomSummary {
  const isOpen = row.password === null || row.owner_id === viewerId || row.host_id === viewerId;
  const video = isOpen ? toPlayback(row) : undefined;
  return {
    id: row.id,
    name: row.name,
    hostId: row.host_id,
    hostName: row.host_name,
    isPublic: row.is_public,
    hasPassword: row.password !== null,
    maxParticipants: row.max_participants,
    participantCount: row.participant_count,
    controlMode: row.control_mode,
    isPlaying: row.is_playing,
    ...(video?.platform && { platform: video.platform }),
    ...(video?.title !== undefined && { videoTitle: video.title }),
    ...(video?.thumbnailUrl !== undefined && { videoThumbnailUrl: video.thumbnailUrl }),
    faces: row.faces,
    ...(row.starts_at && { startsAt: row.starts_at.getTime() }),
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}
