import type { Queryable } from '../platform/postgres/database.js';

export interface VoiceRepository {
  /** @returns whether the user has a seat in the room */
  setEnabled(roomId: string, userId: string, isEnabled: boolean): Promise<boolean>;
  areBothEnabled(roomId: string, userId: string, otherId: string): Promise<boolean>;
}

export function createVoiceRepository(database: Queryable): VoiceRepository {
  return {
    async setEnabled(roomId, userId, isEnabled) {
      const rows = await database.query({
        text: `
          UPDATE room_participants SET is_voice_enabled = $3
          WHERE room_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING user_id`,
        values: [roomId, userId, isEnabled],
      });
      return rows.length > 0;
    },

    async areBothEnabled(roomId, userId, otherId) {
      const [row] = await database.query<{ count: number }>({
        name: 'voice_pair',
        text: `
          SELECT count(*)::int AS count FROM room_participants
          WHERE room_id = $1 AND user_id IN ($2, $3) AND left_at IS NULL AND is_voice_enabled`,
        values: [roomId, userId, otherId],
      });
      return row?.count === 2;
    },
  };
}
