import type { Author, Message, MessageType } from '@watchparty/shared';
import { isUniqueViolation, type Queryable } from '../platform/postgres/database.js';

export interface MessageRow {
  id: string;
  seq: number;
  room_id: string;
  user_id: string | null;
  first_name: string | null;
  username: string | null;
  photo_url: string | null;
  content: string;
  type: MessageType;
  client_id: string | null;
  target: Author | null;
  created_at: Date;
}

export interface NewMessage {
  roomId: string;
  userId: string;
  content: string;
  type: MessageType;
  clientId?: string;
  /** Whom a system message is about, beside its author. */
  targetId?: string;
}

export interface MessagePage {
  before?: number;
  after?: number;
  limit: number;
}

export interface KeptMessage {
  row: MessageRow;
  /** Whether it was kept before, under the same client id. */
  isRepeat: boolean;
}

export interface MessagesRepository {
  /** Numbers and keeps a message of somebody with a seat; undefined for anybody else. */
  add(message: NewMessage): Promise<KeptMessage | undefined>;
  /** The message that this person has sent under this id already. */
  findByClientId(roomId: string, userId: string, clientId: string): Promise<MessageRow | undefined>;
  /** By rising seq; one more than `limit` where there is more. */
  page(roomId: string, page: MessagePage): Promise<MessageRow[]>;
  /** Whether somebody was let into a room; undefined where there is no such room. */
  isMember(roomId: string, userId: string): Promise<boolean | undefined>;
}

const COLUMNS = `
  m.id, m.seq, m.room_id, m.user_id, u.first_name, u.username, u.photo_url, m.content, m.type, m.client_id, m.created_at,
  (SELECT json_strip_nulls(json_build_object('id', t.id, 'firstName', t.first_name, 'username', t.username,
    'photoUrl', t.photo_url)) FROM users t WHERE t.id = m.target_id) AS target`;

/** The number and the message come to be in one statement: a number is never used twice nor lost to a failure. */
const ADD = `
  WITH room AS (
    UPDATE rooms r SET last_message_seq = r.last_message_seq + 1
    FROM room_participants p
    WHERE r.id = $1 AND p.room_id = r.id AND p.user_id = $2 AND p.left_at IS NULL
    RETURNING r.id, r.last_message_seq
  ), m AS (
    INSERT INTO messages (room_id, user_id, seq, content, type, client_id, target_id)
    SELECT room.id, $2, room.last_message_seq, $3, $4, $5, $6 FROM room
    RETURNING *
  ), counted AS (
    INSERT INTO user_stats (user_id, messages_sent) SELECT m.user_id, 1 FROM m WHERE m.type <> 'system'
    ON CONFLICT (user_id) DO UPDATE SET messages_sent = user_stats.messages_sent + 1
    RETURNING user_id
  ), active AS (
    INSERT INTO activity_days (user_id, day, messages_sent)
    SELECT user_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM counted
    ON CONFLICT (user_id, day) DO UPDATE SET messages_sent = activity_days.messages_sent + 1
  )
  SELECT ${COLUMNS} FROM m JOIN users u ON u.id = m.user_id`;

/** How far a server's room goes, beside each of its messages; without messages one row that has nothing else. */
type OlderRow = { last_message_seq: number } & (MessageRow | { [Column in keyof MessageRow]: null });

/** @param reads for what may lag: pages that lie further back */
export function createMessagesRepository(
  database: Queryable,
  reads: Queryable = database,
): MessagesRepository {
  /** Undefined where the server does not know all messages of before yet: a page with a gap would stay one. */
  const olderPage = async (
    source: Queryable,
    roomId: string,
    before: number,
    limit: number,
  ): Promise<MessageRow[] | undefined> => {
    const rows = await source.query<OlderRow>({
      name: 'messages_older',
      text: `
        SELECT r.last_message_seq, page.* FROM rooms r LEFT JOIN LATERAL (
          SELECT ${COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
          WHERE m.room_id = r.id AND m.seq < $2
          ORDER BY m.seq DESC LIMIT $3
        ) page ON true
        WHERE r.id = $1
        ORDER BY page.seq`,
      values: [roomId, before, limit],
    });
    if (rows[0] === undefined || rows[0].last_message_seq < before - 1) return undefined;
    return rows.filter((row): row is OlderRow & MessageRow => row.id !== null);
  };

  const findByClientId = async (
    roomId: string,
    userId: string,
    clientId: string,
  ): Promise<MessageRow | undefined> => {
    const [row] = await database.query<MessageRow>({
      name: 'message_by_client_id',
      text: `
        SELECT ${COLUMNS} FROM messages m JOIN users u ON u.id = m.user_id
        WHERE m.room_id = $1 AND m.user_id = $2 AND m.client_id = $3`,
      values: [roomId, userId, clientId],
    });
    return row;
  };

  return {
    async add({ roomId, userId, content, type, clientId, targetId }) {
      try {
        const [row] = await database.query<MessageRow>({
          name: 'message_add',
          text: ADD,
          values: [roomId, userId, content, type, clientId ?? null, targetId ?? null],
        });
        return row && { row, isRepeat: false };
      } catch (error) {
        // The same message came twice at the same moment; the other one was first, and this one took no number.
        if (clientId === undefined || !isUniqueViolation(error)) throw error;
        const row = await findByClientId(roomId, userId, clientId);
        return row && { row, isRepeat: true };
      }
    },

    findByClientId,

    async page(roomId, { before, after, limit }) {
      if (after !== undefined) {
        return database.query<MessageRow>({
          name: 'messages_after',
          text: `
            SELECT ${COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
            WHERE m.room_id = $1 AND m.seq > $2 AND ($3::bigint IS NULL OR m.seq < $3)
            ORDER BY m.seq LIMIT $4`,
          values: [roomId, after, before ?? null, limit + 1],
        });
      }
      const older = before === undefined ? undefined : await olderPage(reads, roomId, before, limit + 1);
      if (older) return older;
      const rows = await database.query<MessageRow>({
        name: 'messages_before',
        text: `
          SELECT ${COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.user_id
          WHERE m.room_id = $1 AND ($2::bigint IS NULL OR m.seq < $2)
          ORDER BY m.seq DESC LIMIT $3`,
        values: [roomId, before ?? null, limit + 1],
      });
      return rows.reverse();
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

export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    seq: row.seq,
    roomId: row.room_id,
    ...(row.user_id !== null && {
      userId: row.user_id,
      author: {
        id: row.user_id,
        firstName: row.first_name ?? '',
        ...(row.username !== null && { username: row.username }),
        ...(row.photo_url !== null && { photoUrl: row.photo_url }),
      },
    }),
    ...(row.target !== null && { target: row.target }),
    content: row.content,
    type: row.type,
    ...(row.client_id !== null && { clientId: row.client_id }),
    createdAt: row.created_at.getTime(),
  };
}
