import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { Logger } from '../platform/logger.js';
import { toRoomSummary } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';

/** Tells whoever watches the public list what changed in it. */
export interface LobbyFeed {
  /** Something that a list shows has changed in this room, or the room is gone. */
  touch(roomId: string): void;
  /** The room has just become private. Of a private room the lobby must not hear otherwise: its id opens it. */
  hide(roomId: string): void;
  /** Sends what is due without waiting any longer. */
  flush(): Promise<void>;
}

export interface LobbyFeedOptions {
  rooms: Pick<RoomsRepository, 'summaries'>;
  broadcaster: Pick<Broadcaster, 'toLobby'>;
  logger: Logger;
  /** Changes of this long, in milliseconds, travel together: a hundred joins are a few messages, not a hundred. */
  collectMs?: number;
}

const COLLECT_MS = 250;

export function createLobbyFeed({
  rooms,
  broadcaster,
  logger,
  collectMs = COLLECT_MS,
}: LobbyFeedOptions): LobbyFeed {
  const dirty = new Set<string>();
  const hidden = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (dirty.size === 0) return;
    const roomIds = [...dirty];
    const hiddenIds = new Set(hidden);
    dirty.clear();
    hidden.clear();
    const rows = await rooms.summaries(roomIds).catch((error: unknown) => {
      // The next flush tries again.
      for (const roomId of roomIds) dirty.add(roomId);
      for (const roomId of hiddenIds) hidden.add(roomId);
      throw error;
    });
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const roomId of roomIds) {
      const row = found.get(roomId);
      if (row?.is_public) broadcaster.toLobby('lobby:room_updated', { room: toRoomSummary(row) });
      else if (!row || hiddenIds.has(roomId)) broadcaster.toLobby('lobby:room_removed', { roomId });
    }
  };

  const touch = (roomId: string): void => {
    dirty.add(roomId);
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => logger.warn('the lobby feed failed', { error }));
    }, collectMs).unref();
  };

  return {
    touch,
    hide(roomId) {
      hidden.add(roomId);
      touch(roomId);
    },
    flush,
  };
}
