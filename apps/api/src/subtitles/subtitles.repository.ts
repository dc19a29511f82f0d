import type { Database, Queryable } from '../platform/postgres/database.js';
import { MAY_CONTROL } from '../platform/postgres/may-control.js';
import { PLAYBACK_COLUMNS, type PlaybackRow } from '../platform/postgres/playback-row.js';

export interface NewSubtitles {
  label: string;
  language?: string;
  /** One of the two: where they are, or what they say. */
  url?: string;
  /** WebVTT. */
  content?: string;
}

/** Why nothing changed, or nothing was found. */
export interface SubtitlesStanding {
  roomExists: boolean;
  isSeated: boolean;
  mayControl: boolean;
}

export interface SubtitlesRepository {
  /**
   * Gives a room's video its subtitles, in place of those it had.
   *
   * @param videoUrl of the video that they are for
   * @returns the timeline that tells of them; undefined where this person may not, or the room shows another video
   */
  set(
    key: { roomId: string; userId: string; videoUrl: string },
    subtitles: NewSubtitles,
  ): Promise<PlaybackRow | undefined>;
  /** @returns the timeline without them; undefined where this person may not, or there are none */
  remove(roomId: string, userId: string): Promise<PlaybackRow | undefined>;
  /** The text of what the server keeps, for those who sit in the room. */
  content(key: { roomId: string; userId: string; subtitlesId: string }): Promise<string | undefined>;
  standing(roomId: string, userId: string): Promise<SubtitlesStanding>;
}

/** Subtitles travel with the timeline, whose version orders what is heard of both and makes good what was not. */
const RAISE_VERSION = `UPDATE rooms r SET version = r.version + 1 WHERE r.id = $1 RETURNING ${PLAYBACK_COLUMNS}`;

export function createSubtitlesRepository(database: Database): SubtitlesRepository {
  /** Locks the room, so that its video stays while its subtitles change; whether this person may. */
  const lockAsController = async (tx: Queryable, roomId: string, userId: string): Promise<boolean> => {
    const rows = await tx.query({
      name: 'subtitles_lock_room',
      text: `
        SELECT 1 FROM rooms r
        JOIN room_participants p ON p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
        WHERE r.id = $1 AND ${MAY_CONTROL} FOR NO KEY UPDATE OF r`,
      values: [roomId, userId],
    });
    return rows.length > 0;
  };

  const raiseVersion = async (tx: Queryable, roomId: string): Promise<PlaybackRow | undefined> => {
    const [row] = await tx.query<PlaybackRow>({
      name: 'subtitles_raise_version',
      text: RAISE_VERSION,
      values: [roomId],
    });
    return row;
  };

  return {
    set: ({ roomId, userId, videoUrl }, { label, language, url, content }) =>
      database.transaction(async (tx) => {
        if (!(await lockAsController(tx, roomId, userId))) return undefined;
        const kept = await tx.query({
          name: 'subtitles_set',
          text: `
            INSERT INTO room_subtitles (room_id, video_version, label, language, url, content)
            SELECT r.id, r.video_version, $3, $4, $5, $6 FROM rooms r WHERE r.id = $1 AND r.video_url = $2
            ON CONFLICT (room_id) DO UPDATE SET id = excluded.id, video_version = excluded.video_version,
              label = excluded.label, language = excluded.language, url = excluded.url, content = excluded.content
            RETURNING id`,
          values: [roomId, videoUrl, label, language ?? null, url ?? null, content ?? null],
        });
        return kept.length > 0 ? raiseVersion(tx, roomId) : undefined;
      }),

    remove: (roomId, userId) =>
      database.transaction(async (tx) => {
        if (!(await lockAsController(tx, roomId, userId))) return undefined;
        const removed = await tx.query({
          text: 'DELETE FROM room_subtitles WHERE room_id = $1 RETURNING id',
          values: [roomId],
        });
        return removed.length > 0 ? raiseVersion(tx, roomId) : undefined;
      }),

    async content({ roomId, userId, subtitlesId }) {
      const [row] = await database.query<{ content: string | null }>({
        name: 'subtitles_content',
        text: `
          SELECT s.content FROM room_subtitles s
          JOIN room_participants p ON p.room_id = s.room_id AND p.user_id = $2 AND p.left_at IS NULL
          WHERE s.room_id = $1 AND s.id = $3`,
        values: [roomId, userId, subtitlesId],
      });
      return row?.content ?? undefined;
    },

    async standing(roomId, userId) {
      const [row] = await database.query<{ is_seated: boolean; may_control: boolean }>({
        text: `
          SELECT p.user_id IS NOT NULL AS is_seated, coalesce(${MAY_CONTROL}, false) AS may_control
          FROM rooms r
          LEFT JOIN room_participants p ON p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
          WHERE r.id = $1`,
        values: [roomId, userId],
      });
      return {
        roomExists: row !== undefined,
        isSeated: row?.is_seated ?? false,
        mayControl: row?.may_control ?? false,
      };
    },
  };
}
