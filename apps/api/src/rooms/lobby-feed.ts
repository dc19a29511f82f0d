import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { Logger } from '../platform/logger.js';
import { toRoomSummary } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';

/** Tells whoever watches the public list what changed in it. */
export interface LobbyFeed {
  /** Something that a list shows has changed in this room, or the room is gone. */
  touch(roomId: string): void;
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
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (dirty.size === 0) return;
    const roomIds = [...dirty];
    dirty.clear();
    const found = new Map((await rooms.summaries(roomIds)).map((row) => [row.id, row]));
    for (const roomId of roomIds) {
      const row = found.get(roomId);
      if (row?.is_public) broadcaster.toLobby('lobby:room_updated', { room: toRoomSummary(row) });
      else broadcaster.toLobby('lobby:room_removed', { roomId });
    }
  };

  return {
    touch(roomId) {
      dirty.add(roomId);
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => logger.warn('the lobby feed failed', { error }));
      }, collectMs).unref();
    },
    flush,
  };
}
