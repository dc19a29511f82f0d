import type { UpdateSettingsRequest, UserSettings } from '@watchparty/shared';
import type { SettingsRepository } from './settings.repository.js';

/** What somebody lets the server do with them. Whatever is counted or listed reads it where it does so. */
export interface SettingsService {
  get(userId: string): Promise<UserSettings>;
  update(userId: string, changes: UpdateSettingsRequest): Promise<UserSettings>;
}

export interface SettingsServiceOptions {
  settings: SettingsRepository;
  /** Whoever watches the list of rooms sees these anew. */
  touchLobby: (roomId: string) => void;
}

export function createSettingsService({ settings, touchLobby }: SettingsServiceOptions): SettingsService {
  return {
    get: (userId) => settings.find(userId),

    async update(userId, changes) {
      const now = await settings.update(userId, changes);
      if (changes.isNameListed !== undefined)
        for (const roomId of await settings.roomsOf(userId)) touchLobby(roomId);
      return now;
    },
  };
}
