import type { ClientPayload, MessageChange, Role } from '@watchparty/shared';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Queryable, Transactional } from '../platform/postgres/database.js';
import { type RateLimiter, rateLimitedError } from '../platform/rate-limits/rate-limiter.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import { requireEmoji, requireMentions } from './message-content.js';
import type { LockedMessage, MessageChangesRepository, MessageKey } from './message-changes.repository.js';
import { type MessageRow, toMessage } from './message-row.js';

/** What becomes of messages after they were written. Everybody in the room hears of it. */
export interface MessageChangesService {
  /** @throws AppError `forbidden`, `not_found`, `rate_limited`, `validation_failed` */
  edit(roomId: string, userId: string, edit: ClientPayload<'chat:edit'>): Promise<MessageChange>;
  /**
   * @returns undefined where it was gone already
   * @throws AppError `forbidden`, `not_found`
   */
  delete(roomId: string, userId: string, messageId: string): Promise<MessageChange | undefined>;
  /** @throws AppError `conflict` beyond the number of emoji, `forbidden`, `not_found`, `rate_limited` */
  react(roomId: string, userId: string, reaction: ClientPayload<'chat:react'>): Promise<MessageChange>;
}

export interface MessageChangesOptions {
  database: Transactional;
  repository: MessageChangesRepository;
  /** Of what is written, new or anew. */
  limiter: RateLimiter;
  /** Of what is felt. */
  reactionLimiter: RateLimiter;
  broadcaster: Pick<Broadcaster, 'toRoom'>;
}

/** Who may take away what others wrote. */
const TIDYING_ROLES: ReadonlySet<Role> = new Set<Role>(['host', 'moderator']);

type Written = LockedMessage & { role: Role };

export function createMessageChangesService(options: MessageChangesOptions): MessageChangesService {
  const { database, repository, limiter, reactionLimiter, broadcaster } = options;

  const tell = (change: MessageChange): MessageChange => {
    broadcaster.toRoom(change.roomId, 'chat:message_changed', { change });
    return change;
  };

  /** Runs `act` on a message of the room in which somebody holds a seat, while nobody else changes it. */
  const onMessage = <T>(key: MessageKey, act: (tx: Queryable, message: Written) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      const message = await repository.lock(tx, key);
      if (!message) throw roomNotFound();
      const { role } = message;
      if (role === null) throw new AppError('forbidden', 'Join the room first.');
      return act(tx, { ...message, role });
    });

  return {
    async edit(roomId, userId, { messageId, content, type = 'text', mentions = [] }) {
      if (type === 'emoji') requireEmoji(content);
      requireMentions(content, mentions);
      await take(limiter, userId);
      const key = { roomId, messageId, userId };
      const row = await onMessage(key, (tx, message) => {
        requireWritten(message);
        if (!message.isOwn) throw new AppError('forbidden', 'This is what somebody else wrote.');
        return repository.edit(tx, key, { content, type, mentions });
      });
      return tell(changeOf(row));
    },

    async delete(roomId, userId, messageId) {
      const key = { roomId, messageId, userId };
      const revision = await onMessage(key, async (tx, message) => {
        if (message.wasDeleted) return undefined;
        requireWritten(message);
        if (!message.isOwn && !TIDYING_ROLES.has(message.role)) {
          throw new AppError('forbidden', 'Only the host and moderators may take away what others wrote.');
        }
        return repository.delete(tx, key);
      });
      return revision === undefined ? undefined : tell({ roomId, revision, deletedId: messageId });
    },

    async react(roomId, userId, { messageId, emoji, isOn }) {
      await take(reactionLimiter, userId);
      const key = { roomId, messageId, userId };
      const { row, hasChanged } = await onMessage(key, async (tx, message) => {
        requireWritten(message);
        if (isOn && (await repository.isFull(tx, messageId, emoji))) {
          throw new AppError('conflict', 'There are enough different emoji at this message.');
        }
        const reacted = await repository.react(tx, key, { emoji, isOn });
        return {
          row: reacted ? await repository.touch(tx, key) : await repository.read(tx, messageId),
          hasChanged: reacted,
        };
      });
      return hasChanged ? tell(changeOf(row)) : changeOf(row);
    },
  };
}

/** What the room itself wrote stays as it is. */
function requireWritten({ type }: LockedMessage): void {
  if (type === null) throw new AppError('not_found', 'There is no such message.');
  if (type === 'system') throw new AppError('forbidden', 'This was written by nobody.');
}

async function take(limiter: RateLimiter, userId: string): Promise<void> {
  const { allowed, resetMs } = await limiter.consume(userId);
  if (!allowed) throw rateLimitedError(resetMs);
}

function changeOf(row: MessageRow): MessageChange {
  return { roomId: row.room_id, revision: row.revision, message: toMessage(row) };
}
