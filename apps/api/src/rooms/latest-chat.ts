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
  /** @param mark of the same room, read after this was asked for; undefined where it is gone */
  read(roomId: string, mark: Promise<ChatMark | undefined>): Promise<LatestMessages>;
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
    async read(roomId, mark) {
      const readAt = now();
      const before = known.get(roomId);
      if (before && readAt - before.readAt < MAX_AGE_MS) {
        const at = await mark;
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
