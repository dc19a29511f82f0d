import type {
  ClientPayload,
  ListMessagesQuery,
  ListMessagesResponse,
  Message,
  MessageChange,
  MessageType,
  SystemNote,
} from '@watchparty/shared';
import { JOIN_MESSAGES, MESSAGE_CHANGE_PAGE_SIZE, MESSAGE_PAGE_SIZE } from '@watchparty/shared';
import { createBatches } from '../platform/batches.js';
import { AppError, bannedFromRoom, roomNotFound } from '../platform/errors.js';
import { type RateLimiter, rateLimitedError } from '../platform/rate-limits/rate-limiter.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import { requireEmoji, requireMentions } from './message-content.js';
import { type MessageRow, toMessage } from './message-row.js';
import type { ChangeRow, MessagesRepository } from './messages.repository.js';

/** What became of the messages of a room. */
export interface MissedChanges {
  /** Of the room's latest change; with `hasMore` of the last one here. */
  revision: number;
  changes: MessageChange[];
  hasMore: boolean;
}

export interface ChatService {
  /**
   * Keeps a message and tells the room. A retry under the same `clientId` answers with the first one and tells nobody.
   *
   * @throws AppError `forbidden` without a seat, `rate_limited`, `validation_failed`
   */
  send(roomId: string, userId: string, message: ClientPayload<'chat:message'>): Promise<Message>;
  /**
   * A line that the room itself writes about somebody with a seat.
   *
   * @param targetId to whom they did it
   */
  note(roomId: string, userId: string, note: SystemNote, targetId?: string): Promise<void>;
  page(roomId: string, query: ListMessagesQuery): Promise<ListMessagesResponse>;
  /** What whoever comes in is told of the latest messages, and the number of the latest change that they know of. */
  latest(roomId: string): Promise<ListMessagesResponse & { revision: number }>;
  /** What changed after a number. */
  changes(roomId: string, afterRevision: number): Promise<MissedChanges>;
  /** `page` for somebody who asks from outside. @throws AppError `room_not_found`, `forbidden` */
  pageFor(userId: string, roomId: string, query: ListMessagesQuery): Promise<ListMessagesResponse>;
}

export interface ChatServiceOptions {
  messages: MessagesRepository;
  limiter: RateLimiter;
  broadcaster: Pick<Broadcaster, 'toRoom'>;
  /** Whether the host or a moderator keeps somebody out of a room. */
  isBanned: (key: { roomId: string; userId: string }) => Promise<boolean>;
  /** Is told of every message once, for the metrics. */
  onKept: (type: MessageType) => void;
}

/** What a room says of somebody. */
interface Note {
  roomId: string;
  userId: string;
  note: SystemNote;
  targetId: string | undefined;
}

/** Of one statement. */
const MAX_NOTES_AT_ONCE = 64;

export function createChatService(options: ChatServiceOptions): ChatService {
  const { messages, limiter, broadcaster, isBanned, onKept } = options;
  const publish = (row: MessageRow): Message => {
    const message = toMessage(row);
    onKept(message.type);
    broadcaster.toRoom(row.room_id, 'chat:new_message', { message });
    return message;
  };

  /** Of those who come in together, or go through anything else together, all are told of at once. */
  const notes = createBatches<Note, undefined>({
    maxSize: MAX_NOTES_AT_ONCE,
    gatherMs: 0,
    async run(_key, together) {
      const [first] = together;
      if (first) {
        const { roomId, note, targetId } = first;
        const userIds = together.map(({ userId }) => userId);
        for (const row of await messages.addNotes({ roomId, userIds, note, targetId })) publish(row);
      }
      return together.map(() => ({ ok: true, value: undefined }));
    },
  });

  /** Says why a message was not kept. */
  const refuse = async (roomId: string, userId: string): Promise<never> => {
    const exists = (await messages.isMember(roomId, userId)) !== undefined;
    if (!exists) throw roomNotFound();
    throw (await isBanned({ roomId, userId }))
      ? bannedFromRoom()
      : new AppError('forbidden', 'Only those in the room may write in it.');
  };

  const page: ChatService['page'] = async (
    roomId,
    { before, after, revision, limit = MESSAGE_PAGE_SIZE },
  ) => {
    const rows = await messages.page(roomId, { before, after, revision, limit });
    const hasMore = rows.length > limit;
    // The surplus one lies at the far end: the newest when reading on, the oldest when reading back.
    const kept = after === undefined ? rows.slice(-limit) : rows.slice(0, limit);
    return { messages: kept.map(toMessage), hasMore };
  };

  return {
    async send(roomId, userId, { content, type = 'text', clientId, replyTo, mentions = [] }) {
      if (type === 'emoji') requireEmoji(content);
      requireMentions(content, mentions);
      // Hardly any message is a repeat: whether one is, is asked only where the answer matters.
      const findSent = async (): Promise<MessageRow | undefined> =>
        clientId === undefined ? undefined : messages.findByClientId(roomId, userId, clientId);
      const { allowed, resetMs } = await limiter.consume(userId);
      if (!allowed) {
        const sent = await findSent();
        if (!sent) throw rateLimitedError(resetMs);
        return toMessage(sent);
      }
      const kept = await messages.add({ roomId, userId, content, type, clientId, replyTo, mentions });
      if (kept && !kept.isRepeat) return publish(kept.row);
      const sent = kept?.row ?? (await findSent());
      if (!sent) return refuse(roomId, userId);
      await limiter.giveBack(userId);
      return toMessage(sent);
    },

    async note(roomId, userId, note, targetId) {
      await notes.add(JSON.stringify([roomId, note, targetId]), { roomId, userId, note, targetId });
    },

    page,

    async latest(roomId) {
      const { revision, rows } = await messages.latest(roomId, JOIN_MESSAGES + 1);
      return {
        messages: rows.slice(-JOIN_MESSAGES).map(toMessage),
        hasMore: rows.length > JOIN_MESSAGES,
        revision,
      };
    },

    async changes(roomId, afterRevision) {
      const news = await messages.news(roomId, afterRevision, MESSAGE_CHANGE_PAGE_SIZE + 1);
      if (!news) return { revision: 0, changes: [], hasMore: false };
      const changes = news.changes
        .slice(0, MESSAGE_CHANGE_PAGE_SIZE)
        .map((change) => toChange(roomId, change));
      const hasMore = news.changes.length > changes.length;
      return {
        revision: (hasMore ? changes.at(-1)?.revision : undefined) ?? news.revision,
        changes,
        hasMore,
      };
    },

    async pageFor(userId, roomId, query) {
      const isMember = await messages.isMember(roomId, userId);
      if (isMember === undefined) throw roomNotFound();
      if (!isMember) {
        throw (await isBanned({ roomId, userId }))
          ? bannedFromRoom()
          : new AppError('forbidden', 'Only members may read this room.');
      }
      return page(roomId, query);
    },
  };
}

function toChange(roomId: string, { revision, messageId, row }: ChangeRow): MessageChange {
  return row ? { roomId, revision, message: toMessage(row) } : { roomId, revision, deletedId: messageId };
}
