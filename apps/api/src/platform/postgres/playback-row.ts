import type { Platform, Playback, RoomSubtitles } from '@watchparty/shared';

/** A room's timeline as SQL returns it: rooms and playback both read it. */
export interface PlaybackRow {
  video_url: string | null;
  video_platform: Platform | null;
  video_title: string | null;
  video_thumbnail_url: string | null;
  video_duration: number | null;
  live_origin: Date | null;
  current_time: number;
  is_playing: boolean;
  playback_rate: number;
  effective_at: Date;
  version: number;
  playback_updated_by: string | null;
  /** User ids. */
  waiting_for: string[];
  subtitles: RoomSubtitles | null;
}

/** Those of the video that the room shows, also in the very statement that puts on another one. */
const SUBTITLES = `(
  SELECT jsonb_strip_nulls(jsonb_build_object('id', s.id, 'label', s.label, 'language', s.language, 'url', s.url))
  FROM room_subtitles s WHERE s.room_id = r.id AND s.video_version = r.video_version)`;

/** The columns of a PlaybackRow, of a room called `r`. */
export const PLAYBACK_COLUMNS = `
  r.video_url, r.video_platform, r.video_title, r.video_thumbnail_url, r.video_duration, r.live_origin,
  r."current_time", r.is_playing, r.playback_rate, r.effective_at, r.version, r.playback_updated_by, r.waiting_for,
  ${SUBTITLES} AS subtitles`;

export function toPlayback(row: PlaybackRow): Playback {
  return {
    videoUrl: row.video_url,
    platform: row.video_platform,
    ...(row.video_title !== null && { title: row.video_title }),
    ...(row.video_thumbnail_url !== null && { thumbnailUrl: row.video_thumbnail_url }),
    ...(row.video_duration !== null && { duration: row.video_duration }),
    ...(row.live_origin !== null && { liveOrigin: row.live_origin.getTime() }),
    isPlaying: row.is_playing,
    position: row.current_time,
    rate: row.playback_rate,
    effectiveAt: row.effective_at.getTime(),
    version: row.version,
    ...(row.playback_updated_by !== null && { updatedBy: row.playback_updated_by }),
    ...(row.waiting_for.length > 0 && { waitingFor: row.waiting_for }),
    ...(row.subtitles && { subtitles: row.subtitles }),
  };
}
