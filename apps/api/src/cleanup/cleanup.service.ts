import type { ExclusiveOutcome, ExclusiveRuns } from '../platform/jobs/exclusive-runs.js';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import { createCleanupRepository } from './cleanup.repository.js';

/** What came of it: `deleted` where it was done, or why it was not. */
export type CleanupOutcome = ExclusiveOutcome<{ deleted: number }> | { status: 'off' };

export interface CleanupOptions {
  /** Does it even if it is not due yet. */
  isForced?: boolean;
}

/** Takes away what nobody needs any more. Over all nodes, each kind runs once at a time and once in its interval. */
export interface CleanupService {
  rooms(options?: CleanupOptions): Promise<CleanupOutcome>;
  messages(options?: CleanupOptions): Promise<CleanupOutcome>;
}

export interface CleanupServiceOptions {
  exclusive: ExclusiveRuns;
  /** The public list has to hear of a room that is gone. */
  touchLobby: (roomId: string) => void;
  /** Is told of each run that was done, for the metrics. */
  onDone: (kind: 'rooms' | 'messages', deleted: number) => void;
  roomIdleMs?: number;
  messageKeepMs?: number;
  roomsEveryMs: number;
  messagesEveryMs: number;
  /** Ends a run between two of its steps. */
  ending: AbortSignal;
  logger: Logger;
  now: Now;
}

/** Few enough to be gone in a moment: nobody who writes meanwhile notices. */
const MESSAGES_AT_ONCE = 1_000;

export function createCleanupService(options: CleanupServiceOptions): CleanupService {
  const { exclusive, touchLobby, roomIdleMs, messageKeepMs, roomsEveryMs, messagesEveryMs } = options;
  const { onDone, ending, logger, now } = options;

  return {
    async rooms({ isForced = false } = {}) {
      if (roomIdleMs === undefined) return { status: 'off' };
      return exclusive.run({
        name: 'cleanup-rooms',
        everyMs: isForced ? 0 : roomsEveryMs,
        async work(session) {
          const repository = createCleanupRepository(session);
          const cutoff = now() - roomIdleMs;
          let deleted = 0;
          for (const roomId of await repository.findIdleRooms(cutoff)) {
            if (ending.aborted) break;
            const room = await repository.deleteIdleRoom(roomId, cutoff);
            if (!room) continue;
            deleted += 1;
            // The lobby has never heard of a private one.
            if (room.isPublic) touchLobby(room.id);
          }
          onDone('rooms', deleted);
          logger.info('idle rooms are deleted', { deleted });
          return { deleted };
        },
      });
    },

    async messages({ isForced = false } = {}) {
      if (messageKeepMs === undefined) return { status: 'off' };
      return exclusive.run({
        name: 'cleanup-messages',
        everyMs: isForced ? 0 : messagesEveryMs,
        async work(session) {
          const repository = createCleanupRepository(session);
          const cutoff = now() - messageKeepMs;
          let deleted = 0;
          for (let isMore = true; isMore && !ending.aborted;) {
            const count = await repository.deleteOldMessages(cutoff, MESSAGES_AT_ONCE);
            deleted += count;
            isMore = count === MESSAGES_AT_ONCE;
          }
          onDone('messages', deleted);
          logger.info('old messages are deleted', { deleted });
          return { deleted };
        },
      });
    },
  };
}
