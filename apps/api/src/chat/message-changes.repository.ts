import type { Mention, MessageType, Role, SendableMessageType } from '@watchparty/shared';
import { REACTION_KINDS_MAX } from '@watchparty/shared';
import type { Queryable } from '../platform/postgres/database.js';
import { MESSAGE_COLUMNS, type MessageRow } from './message-row.js';
import { mentionColumns } from './messages.repository.js';

/** What somebody may do with a message, in a room that nobody else writes in until the transaction ends. */
export interface LockedMessage {
  /** Null without a seat. */
  role: Role | null;
  /** Null where there is no such message in this room. */
  type: MessageType | null;
  isOwn: boolean;
  wasDeleted: boolean;
}

export interface EditedMessage {
  content: string;
  type: SendableMessageType;
  mentions: readonly Mention[];
}

/**
 * Changes of messages. Each runs in a transaction that has locked the room and read there what `userId` may do, so that
 * changes are numbered in the order in which they come to be seen.
 */
export interface MessageChangesRepository {
  /** Undefined where there is no such room. */
  lock(tx: Queryable, key: MessageKey): Promise<LockedMessage | undefined>;
  edit(tx: Queryable, key: MessageKey, edited: EditedMessage): Promise<MessageRow>;
  /** @returns the number of the change */
  delete(tx: Queryable, key: MessageKey): Promise<number>;
  /** @returns whether that changed anything */
  react(tx: Queryable, key: MessageKey, reaction: { emoji: string; isOn: boolean }): Promise<boolean>;
  /** Whether the message may not get yet another emoji. */
  isFull(tx: Queryable, messageId: string, emoji: string): Promise<boolean>;
  /** Numbers a change of a message that is written elsewhere. */
  touch(tx: Queryable, key: MessageKey): Promise<MessageRow>;
  read(tx: Queryable, messageId: string): Promise<MessageRow>;
}

export interface MessageKey {
  roomId: string;
  messageId: string;
  /** Who wants it changed. */
  userId: string;
}

const RAISE_REVISION = `
  UPDATE rooms SET chat_revision = chat_revision + 1 WHERE id = $1 RETURNING chat_revision`;

export const messageChangesRepository: MessageChangesRepository = {
  async lock(tx, { roomId, messageId, userId }) {
    // Two statements: the second sees what was committed while the first waited for the lock.
    await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [roomId] });
    const [row] = await tx.query<LockedMessage>({
      name: 'message_lock',
      text: `
        SELECT p.role, m.type, coalesce(m.user_id = $3, false) AS "isOwn",
          EXISTS (SELECT 1 FROM deleted_messages d WHERE d.message_id = $2 AND d.room_id = r.id) AS "wasDeleted"
        FROM rooms r
        LEFT JOIN room_participants p ON p.room_id = r.id AND p.user_id = $3 AND p.left_at IS NULL
        LEFT JOIN messages m ON m.id = $2 AND m.room_id = r.id
        WHERE r.id = $1`,
      values: [roomId, messageId, userId],
    });
    return row;
  },

  async edit(tx, { roomId, messageId }, { content, type, mentions }) {
    await tx.query({
      name: 'message_edit',
      text: `
        WITH room AS (${RAISE_REVISION}), unnamed AS (DELETE FROM message_mentions WHERE message_id = $2)
        UPDATE messages SET content = $3, type = $4, edited_at = now(), revision = room.chat_revision
        FROM room WHERE messages.id = $2`,
      values: [roomId, messageId, content, type],
    });
    if (mentions.length > 0) {
      await tx.query({
        name: 'message_mention',
        text: `
          INSERT INTO message_mentions (message_id, user_id, start, length)
          SELECT $2, named.user_id, named.start, named.length
          FROM unnest($3::uuid[], $4::int[], $5::int[]) AS named (user_id, start, length)
          JOIN room_participants p ON p.room_id = $1 AND p.user_id = named.user_id`,
        values: [roomId, messageId, ...mentionColumns(mentions)],
      });
    }
    return readMessage(tx, messageId);
  },

  async delete(tx, { roomId, messageId }) {
    const [row] = await tx.query<{ revision: number }>({
      name: 'message_delete',
      text: `
        WITH gone AS (DELETE FROM messages WHERE id = $2 RETURNING id), room AS (${RAISE_REVISION})
        INSERT INTO deleted_messages (room_id, message_id, revision)
        SELECT $1, gone.id, room.chat_revision FROM gone, room
        RETURNING revision`,
      values: [roomId, messageId],
    });
    if (!row) throw new Error('a locked message is gone');
    return row.revision;
  },

  async react(tx, { messageId, userId }, { emoji, isOn }) {
    const values = [messageId, userId, emoji];
    const rows = await tx.query(
      isOn
        ? {
            name: 'message_react',
            text: `
              INSERT INTO message_reactions (message_id, user_id, emoji) VALUES ($1, $2, $3)
              ON CONFLICT DO NOTHING RETURNING 1`,
            values,
          }
        : {
            name: 'message_unreact',
            text: `
              DELETE FROM message_reactions WHERE message_id = $1 AND user_id = $2 AND emoji = $3 RETURNING 1`,
            values,
          },
    );
    return rows.length > 0;
  },

  async isFull(tx, messageId, emoji) {
    const [row] = await tx.query<{ is_full: boolean }>({
      name: 'message_is_full',
      text: `
        SELECT count(DISTINCT emoji) >= $3 AND NOT coalesce(bool_or(emoji = $2), false) AS is_full
        FROM message_reactions WHERE message_id = $1`,
      values: [messageId, emoji, REACTION_KINDS_MAX],
    });
    return row?.is_full === true;
  },

  async touch(tx, { roomId, messageId }) {
    await tx.query({
      name: 'message_touch',
      text: `
        WITH room AS (${RAISE_REVISION})
        UPDATE messages SET revision = room.chat_revision FROM room WHERE messages.id = $2`,
      values: [roomId, messageId],
    });
    return readMessage(tx, messageId);
  },

  read: readMessage,
};

async function readMessage(tx: Queryable, messageId: string): Promise<MessageRow> {
  const [row] = await tx.query<MessageRow>({
    name: 'message_read',
    text: `SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id WHERE m.id = $1`,
    values: [messageId],
  });
  if (!row) throw new Error('a locked message is gone');
  return row;
}
