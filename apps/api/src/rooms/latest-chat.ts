import type { ChatService } from '../chat/chat.service.js';
import type { Now } from '../platform/now.js';

/** The latest messages of a room, and the number of the latest change that they know of. */
export type LatestMessages = Awaited<ReturnType<ChatService['latest']>>;

/** How far a room's chat has come. */
export interface ChatMark {
  last_message_seq: number;
  chat_revision: number;
}

/** Reads the latest messages for many who come in one after another, and the database once as long as nobody writes. */
export interface LatestChat {
  /**
   * @param readMark how far the chat had come when those who ask already heard the room; undefined where it is gone. Called
   * only where it matters, so that its failure is nobody's but the caller's.
   */
  read(roomId: string, readMark: () => Promise<ChatMark | undefined>): Promise<LatestMessages>;
}

export interface LatestChatOptions {
  chat: Pick<ChatService, 'latest'>;
  now: Now;
}

/** Names in messages are their authors' of now, and change without a mark: they may lag by so much. */
const MAX_AGE_MS = 1000;
/** Rooms into which people come within a second, on one node; beyond that the oldest is read anew. */
const MAX_ROOMS = 100;

export function createLatestChat({ chat, now }: LatestChatOptions): LatestChat {
  /** Oldest first. */
  const known = new Map<string, { readAt: number; latest: LatestMessages }>();

  const keep = (roomId: string, readAt: number, latest: LatestMessages): void => {
    known.delete(roomId);
    known.set(roomId, { readAt, latest });
    for (const [oldest] of known) {
      if (known.size <= MAX_ROOMS) break;
      known.delete(oldest);
    }
  };

  return {
    async read(roomId, readMark) {
      const readAt = now();
      const before = known.get(roomId);
      if (before && readAt - before.readAt < MAX_AGE_MS) {
        const at = await readMark();
        if (at && isUpTo(before.latest, at)) return before.latest;
      }
      const latest = await chat.latest(roomId);
      keep(roomId, readAt, latest);
      return latest;
    },
  };
}

/** Nothing was written or changed since. Where the last message was taken back this never holds, which only costs. */
function isUpTo({ messages, revision }: LatestMessages, mark: ChatMark): boolean {
  return (messages.at(-1)?.seq ?? 0) === mark.last_message_seq && revision === mark.chat_revision;
}
