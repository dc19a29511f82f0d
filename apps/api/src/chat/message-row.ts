import {
  type Author,
  type Mention,
  type Message,
  type MessageType,
  QUOTE_MAX_LENGTH,
  type Quote,
  type Reaction,
  REACTION_NAMES_MAX,
} from '@watchparty/shared';

/** A message as SQL returns it, with what is read along. */
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
  /** Whom a system message is about, beside its author. */
  target: Author | null;
  created_at: Date;
  revision: number;
  edited_at: Date | null;
  is_reply: boolean;
  /** Null where it answers nothing, or what is gone. */
  quote: Quote | null;
  mentions: Mention[] | null;
  reactions: Reaction[] | null;
}

/** Of a message called `m`, whose author is `u`. */
const OWN_COLUMNS = `
  m.id, m.seq, m.room_id, m.user_id, u.first_name, u.username, u.photo_url, m.content, m.type, m.client_id, m.created_at,
  m.revision, m.edited_at, m.is_reply,
  (SELECT json_strip_nulls(json_build_object('id', t.id, 'firstName', t.first_name, 'username', t.username,
    'photoUrl', t.photo_url)) FROM users t WHERE t.id = m.target_id) AS target`;

const QUOTE = `(
  SELECT json_strip_nulls(json_build_object(
    'id', q.id, 'seq', q.seq, 'excerpt', left(q.content, ${QUOTE_MAX_LENGTH}),
    'author', CASE WHEN a.id IS NOT NULL THEN json_build_object(
      'id', a.id, 'firstName', a.first_name, 'username', a.username, 'photoUrl', a.photo_url) END))
  FROM messages q LEFT JOIN users a ON a.id = q.user_id
  WHERE q.id = m.reply_to) AS quote`;

/** @param from rows of `message_mentions` called `mention` */
const mentionsOf = (from: string): string => `(
  SELECT json_agg(json_build_object('userId', mention.user_id, 'offset', mention.start, 'length', mention.length)
    ORDER BY mention.start)
  FROM ${from}) AS mentions`;

const REACTIONS = `(
  SELECT json_agg(json_build_object('emoji', kind.emoji, 'count', kind.count, 'userIds', kind.user_ids)
    ORDER BY kind.since, kind.emoji)
  FROM (
    SELECT emoji, count(*) AS count, min(reacted_at) AS since,
      (array_agg(user_id ORDER BY reacted_at, user_id))[1:${REACTION_NAMES_MAX}] AS user_ids
    FROM message_reactions WHERE message_id = m.id GROUP BY emoji
  ) kind) AS reactions`;

/** The columns of a MessageRow, of a message called `m`, whose author is `u`. */
export const MESSAGE_COLUMNS = `${OWN_COLUMNS}, ${QUOTE}, ${mentionsOf(
  'message_mentions mention WHERE mention.message_id = m.id',
)}, ${REACTIONS}`;

/** The same of one that this very statement writes, whose mentions are rows `mention` of it. */
export const NEW_MESSAGE_COLUMNS = `${OWN_COLUMNS}, ${QUOTE}, ${mentionsOf('mention')}, NULL AS reactions`;

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
    ...(row.is_reply && { replyTo: row.quote }),
    ...(row.mentions && { mentions: row.mentions }),
    ...(row.reactions && { reactions: row.reactions }),
    ...(row.edited_at && { editedAt: row.edited_at.getTime() }),
    ...(row.revision > 0 && { revision: row.revision }),
  };
}
