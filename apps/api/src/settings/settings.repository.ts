import type { UserSettings } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';

interface SettingsRow {
  is_counted: boolean;
  is_name_listed: boolean;
}

export interface SettingsRepository {
  find(userId: string): Promise<UserSettings>;
  /** @returns all of them as they are now */
  update(userId: string, changes: Partial<UserSettings>): Promise<UserSettings>;
  /** The rooms in which somebody holds a seat or is the host. */
  roomsOf(userId: string): Promise<string[]>;
}

export function createSettingsRepository(database: Queryable): SettingsRepository {
  const one = async (text: string, values: unknown[]): Promise<UserSettings> => {
    const [row] = await database.query<SettingsRow>({ text, values });
    if (!row) throw new Error('there are no settings of this person');
    return { isCounted: row.is_counted, isNameListed: row.is_name_listed };
  };
  return {
    find: (userId) => one('SELECT is_counted, is_name_listed FROM users WHERE id = $1', [userId]),

    update: (userId, { isCounted, isNameListed }) =>
      one(
        `UPDATE users SET is_counted = coalesce($2, is_counted), is_name_listed = coalesce($3, is_name_listed)
         WHERE id = $1 RETURNING is_counted, is_name_listed`,
        [userId, isCounted ?? null, isNameListed ?? null],
      ),

    async roomsOf(userId) {
      const rows = await database.query<{ id: string }>({
        text: `
          SELECT room_id AS id FROM room_participants WHERE user_id = $1 AND left_at IS NULL
          UNION SELECT id FROM rooms WHERE host_id = $1`,
        values: [userId],
      });
      return rows.map(({ id }) => id);
    },
  };
}
