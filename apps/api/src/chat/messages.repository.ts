import type { Mention, MessageType, SystemNote } from '@watchparty/shared';
import { isForeignKeyViolation, isUniqueViolation, type Queryable } from '../platform/postgres/database.js';
import { MESSAGE_COLUMNS, type MessageRow, NEW_MESSAGE_COLUMNS } from './message-row.js';

export interface NewMessage {
  roomId: string;
  userId: string;
  content: string;
  type: Exclude<MessageType, 'system'>;
  clientId?: string;
  /** The message that it answers. */
  replyTo?: string;
  mentions?: readonly Mention[];
}

/** Lines that a room itself writes at one moment, each about somebody. */
export interface NewNotes {
  roomId: string;
  userIds: readonly string[];
  note: SystemNote;
  /** Whom they are about, too. */
  targetId?: string;
}

export interface MessagePage {
  before?: number;
  after?: number;
  limit: number;
  /** The page must know of every change up to this one. */
  revision?: number;
}

/** What became of a message, as SQL returns it: without a row it was deleted. */
export interface ChangeRow {
  revision: number;
  messageId: string;
  row: MessageRow | undefined;
}

export interface ChatNews {
  /** Of the room's latest change. */
  revision: number;
  changes: ChangeRow[];
}

export interface KeptMessage {
  row: MessageRow;
  /** Whether it was kept before, under the same client id. */
  isRepeat: boolean;
}

export interface MessagesRepository {
  /** Numbers and keeps a message of somebody with a seat; undefined for anybody else. */
  add(message: NewMessage): Promise<KeptMessage | undefined>;
  /** Numbers and keeps a note for each of those who have a seat, in their order. */
  addNotes(notes: NewNotes): Promise<MessageRow[]>;
  /** The message that this person has sent under this id already. */
  findByClientId(roomId: string, userId: string, clientId: string): Promise<MessageRow | undefined>;
  /** How far the changes of a room's messages have come, and its latest messages by rising seq, at the same moment. */
  latest(roomId: string, limit: number): Promise<{ revision: number; rows: MessageRow[] }>;
  /** By rising seq; one more than `limit` where there is more. */
  page(roomId: string, page: MessagePage): Promise<MessageRow[]>;
  /**
   * How far the changes of a room's messages have come, and what changed since, by rising revision; undefined where there
   * is no such room.
   */
  news(roomId: string, after: number, limit: number): Promise<ChatNews | undefined>;
  /** Whether somebody was let into a room; undefined where there is no such room. */
  isMember(roomId: string, userId: string): Promise<boolean | undefined>;
}

/** The number and the message come to be in one statement: a number is never used twice nor lost to a failure. */
const ADD = `
  WITH room AS (
    UPDATE rooms r SET last_message_seq = r.last_message_seq + 1
    FROM room_participants p
    WHERE r.id = $1 AND p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
    RETURNING r.id, r.last_message_seq
  ), m AS (
    INSERT INTO messages (room_id, user_id, seq, content, type, client_id, is_reply, reply_to)
    SELECT room.id, $2, room.last_message_seq, $3, $4, $5, $6::uuid IS NOT NULL,
      (SELECT id FROM messages WHERE id = $6::uuid AND room_id = $1 AND type <> 'system')
    FROM room
    RETURNING *
  ), mention AS (
    INSERT INTO message_mentions (message_id, user_id, start, length)
    SELECT m.id, named.user_id, named.start, named.length
    FROM m, unnest($7::uuid[], $8::int[], $9::int[]) AS named (user_id, start, length)
    JOIN room_participants p ON p.room_id = $1 AND p.user_id = named.user_id
    RETURNING user_id, start, length
  ), counted AS (
    INSERT INTO user_stats (user_id, messages_sent) SELECT m.user_id, 1 FROM m JOIN users u ON u.id = m.user_id
    WHERE u.is_counted
    ON CONFLICT (user_id) DO UPDATE SET messages_sent = user_stats.messages_sent + 1
    RETURNING user_id
  ), active AS (
    INSERT INTO activity_days (user_id, day, messages_sent)
    SELECT user_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM counted
    ON CONFLICT (user_id, day) DO UPDATE SET messages_sent = activity_days.messages_sent + 1
  )
  SELECT ${NEW_MESSAGE_COLUMNS} FROM m JOIN users u ON u.id = m.user_id`;

/** The same for notes: a room that many come into at once greets all of them by one statement. */
const ADD_NOTES = `
  WITH about AS MATERIALIZED (
    SELECT asked.user_id, row_number() OVER (ORDER BY asked.place) AS place
    FROM unnest($2::uuid[]) WITH ORDINALITY AS asked (user_id, place)
    JOIN room_participants p ON p.room_id = $1 AND p.user_id = asked.user_id AND p.left_at IS NULL
  ), room AS (
    UPDATE rooms r SET last_message_seq = r.last_message_seq + (SELECT count(*) FROM about)
    WHERE r.id = $1 AND EXISTS (SELECT 1 FROM about)
    RETURNING r.id, r.last_message_seq - (SELECT count(*) FROM about) AS seq_before
  ), m AS (
    INSERT INTO messages (room_id, user_id, seq, content, type, target_id)
    SELECT room.id, about.user_id, room.seq_before + about.place, $3, 'system', $4::uuid FROM room, about
    RETURNING *
  )
  SELECT ${MESSAGE_COLUMNS} FROM m JOIN users u ON u.id = m.user_id ORDER BY m.seq`;

/** How far a room's changes have come, beside each of its messages; without messages one row that has nothing else. */
type LatestRow = { chat_revision: number } & (MessageRow | { [Column in keyof MessageRow]: null });

/** The same with how far a server's room goes. */
type OlderRow = LatestRow & { last_message_seq: number };

/** How far a room has come, beside each change; without changes one row that has nothing else. */
type NewsRow = {
  chat_revision: number;
  change_revision: number | null;
  message_id: string | null;
} & (MessageRow | ({ id: null } & { [Column in keyof MessageRow]: null }));

/** @param reads for what may lag: pages that lie further back */
export function createMessagesRepository(
  database: Queryable,
  reads: Queryable = database,
): MessagesRepository {
  /**
   * Undefined where the server does not know all messages of before yet, or not as they are by now: a page with a gap, or
   * with words that were taken back, would stay so.
   */
  const olderPage = async (
    source: Queryable,
    roomId: string,
    { before, limit, revision = 0 }: { before: number; limit: number; revision?: number },
  ): Promise<MessageRow[] | undefined> => {
    const rows = await source.query<OlderRow>({
      name: 'messages_older',
      text: `
        SELECT r.last_message_seq, r.chat_revision, page.* FROM rooms r LEFT JOIN LATERAL (
          SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
          WHERE m.room_id = r.id AND m.seq < $2
          ORDER BY m.seq DESC LIMIT $3
        ) page ON true
        WHERE r.id = $1
        ORDER BY page.seq`,
      values: [roomId, before, limit],
    });
    const [first] = rows;
    if (!first || first.last_message_seq < before - 1 || first.chat_revision < revision) return undefined;
    return rows.filter((row): row is OlderRow & MessageRow => row.id !== null);
  };

  const latest: MessagesRepository['latest'] = async (roomId, limit) => {
    const rows = await database.query<LatestRow>({
      name: 'messages_latest',
      text: `
        SELECT r.chat_revision, page.* FROM rooms r LEFT JOIN LATERAL (
          SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
          WHERE m.room_id = r.id
          ORDER BY m.seq DESC LIMIT $2
        ) page ON true
        WHERE r.id = $1
        ORDER BY page.seq`,
      values: [roomId, limit],
    });
    return {
      revision: rows[0]?.chat_revision ?? 0,
      rows: rows.filter((row): row is LatestRow & MessageRow => row.id !== null),
    };
  };

  const findByClientId = async (
    roomId: string,
    userId: string,
    clientId: string,
  ): Promise<MessageRow | undefined> => {
    const [row] = await database.query<MessageRow>({
      name: 'message_by_client_id',
      text: `
        SELECT ${MESSAGE_COLUMNS} FROM messages m JOIN users u ON u.id = m.user_id
        WHERE m.room_id = $1 AND m.user_id = $2 AND m.client_id = $3`,
      values: [roomId, userId, clientId],
    });
    return row;
  };

  const insert = async ({
    roomId,
    userId,
    content,
    type,
    clientId,
    replyTo,
    mentions = [],
  }: NewMessage): Promise<MessageRow | undefined> => {
    const [row] = await database.query<MessageRow>({
      name: 'message_add',
      text: ADD,
      values: [roomId, userId, content, type, clientId ?? null, replyTo ?? null, ...mentionColumns(mentions)],
    });
    return row;
  };

  return {
    async add(message) {
      try {
        const row = await insert(message).catch((error: unknown) => {
          // What it answers, or whom it names, went at this very moment: now it is not there to be found.
          if (isForeignKeyViolation(error)) return insert(message);
          throw error;
        });
        return row && { row, isRepeat: false };
      } catch (error) {
        const { roomId, userId, clientId } = message;
        // The same message came twice at the same moment; the other one was first, and this one took no number.
        if (clientId === undefined || !isUniqueViolation(error)) throw error;
        const row = await findByClientId(roomId, userId, clientId);
        return row && { row, isRepeat: true };
      }
    },

    async addNotes({ roomId, userIds, note, targetId }) {
      const insertNotes = (): Promise<MessageRow[]> =>
        database.query<MessageRow>({
          name: 'message_add_notes',
          text: ADD_NOTES,
          values: [roomId, userIds, note, targetId ?? null],
        });
      return insertNotes().catch((error: unknown) => {
        // One of them was erased at this very moment, and has no seat any more: the others are told of.
        if (isForeignKeyViolation(error)) return insertNotes();
        throw error;
      });
    },

    findByClientId,
    latest,

    async page(roomId, { before, after, limit, revision }) {
      if (after !== undefined) {
        return database.query<MessageRow>({
          name: 'messages_after',
          text: `
            SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
            WHERE m.room_id = $1 AND m.seq > $2 AND ($3::bigint IS NULL OR m.seq < $3)
            ORDER BY m.seq LIMIT $4`,
          values: [roomId, after, before ?? null, limit + 1],
        });
      }
      if (before === undefined) return (await latest(roomId, limit + 1)).rows;
      const older = await olderPage(reads, roomId, { before, limit: limit + 1, revision });
      if (older) return older;
      const rows = await database.query<MessageRow>({
        name: 'messages_before',
        text: `
          SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
          WHERE m.room_id = $1 AND m.seq < $2
          ORDER BY m.seq DESC LIMIT $3`,
        values: [roomId, before, limit + 1],
      });
      return rows.reverse();
    },

    async news(roomId, after, limit) {
      const rows = await database.query<NewsRow>({
        name: 'messages_news',
        text: `
          SELECT r.chat_revision, change.revision AS change_revision, change.message_id, found.*
          FROM rooms r
          LEFT JOIN LATERAL (
            (SELECT revision, id AS message_id FROM messages
              WHERE room_id = r.id AND revision > 0 AND revision > $2 ORDER BY revision LIMIT $3)
            UNION ALL
            (SELECT revision, message_id FROM deleted_messages
              WHERE room_id = r.id AND revision > $2 ORDER BY revision LIMIT $3)
            ORDER BY revision LIMIT $3
          ) change ON true
          LEFT JOIN LATERAL (
            SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
            WHERE m.id = change.message_id
          ) found ON true
          WHERE r.id = $1
          ORDER BY change.revision`,
        values: [roomId, after, limit],
      });
      const [first] = rows;
      if (!first) return undefined;
      const changes = rows.flatMap(({ change_revision: revision, message_id: messageId, ...row }) =>
        revision === null || messageId === null
          ? []
          : [{ revision, messageId, row: row.id === null ? undefined : row }],
      );
      return { revision: first.chat_revision, changes };
    },

    async isMember(roomId, userId) {
      const [row] = await database.query<{ is_member: boolean }>({
        name: 'room_is_member',
        text: `
          SELECT EXISTS (SELECT 1 FROM room_participants p WHERE p.room_id = r.id AND p.user_id = $2) AS is_member
          FROM rooms r WHERE r.id = $1`,
        values: [roomId, userId],
      });
      return row?.is_member;
    },
  };
}

/** As the arrays that SQL takes apart again. */
export function mentionColumns(
  mentions: readonly Mention[],
): [userIds: string[], starts: number[], lengths: number[]] {
  return [
    mentions.map(({ userId }) => userId),
    mentions.map(({ offset }) => offset),
    mentions.map(({ length }) => length),
  ];
}
