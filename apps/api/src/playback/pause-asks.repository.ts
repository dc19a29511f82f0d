import { MAY_CONTROL } from '../platform/postgres/may-control.js';
import type { Queryable } from '../platform/postgres/database.js';

/** Somebody who wants a pause, and who could make one. */
export interface PauseAsk {
  isSeated: boolean;
  mayControl: boolean;
  isPlaying: boolean;
  /** User ids of those who are online and control the video. */
  controllers: string[];
}

export interface PauseAsksRepository {
  /** Undefined where there is no such room. */
  read(roomId: string, userId: string): Promise<PauseAsk | undefined>;
}

export function createPauseAsksRepository(database: Queryable): PauseAsksRepository {
  return {
    async read(roomId, userId) {
      const [row] = await database.query<{
        is_seated: boolean;
        may_control: boolean;
        is_playing: boolean;
        controllers: string[];
      }>({
        text: `
          SELECT r.is_playing, p.user_id IS NOT NULL AS is_seated, coalesce(${MAY_CONTROL}, false) AS may_control,
            ARRAY(
              SELECT p.user_id::text FROM room_participants p
              WHERE p.room_id = r.id AND p.left_at IS NULL AND p.away_since IS NULL AND ${MAY_CONTROL}
            ) AS controllers
          FROM rooms r
          LEFT JOIN room_participants p ON p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
          WHERE r.id = $1`,
        values: [roomId, userId],
      });
      return (
        row && {
          isSeated: row.is_seated,
          mayControl: row.may_control,
          isPlaying: row.is_playing,
          controllers: row.controllers,
        }
      );
    },
  };
}
