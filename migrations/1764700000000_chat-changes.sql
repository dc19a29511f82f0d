-- Up Migration

-- Every change of a message is numbered in its room, so that whoever missed some can ask for what came after a number.
ALTER TABLE rooms ADD COLUMN chat_revision bigint NOT NULL DEFAULT 0 CHECK (chat_revision >= 0);

ALTER TABLE messages
  -- Of the latest change; 0 as it was written.
  ADD COLUMN revision bigint NOT NULL DEFAULT 0 CHECK (revision >= 0),
  ADD COLUMN edited_at timestamptz,
  -- Stays when what it answers has gone.
  ADD COLUMN is_reply boolean NOT NULL DEFAULT false,
  ADD COLUMN reply_to uuid REFERENCES messages (id) ON DELETE SET NULL;
CREATE INDEX messages_reply_to_idx ON messages (reply_to);
CREATE INDEX messages_changed_idx ON messages (room_id, revision) WHERE revision > 0;

-- Nothing of a deleted message is kept but that there was one.
CREATE TABLE deleted_messages (
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  revision bigint NOT NULL CHECK (revision > 0),
  message_id uuid NOT NULL UNIQUE,
  deleted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (room_id, revision)
);
CREATE INDEX deleted_messages_deleted_at_idx ON deleted_messages (deleted_at);

-- Who is named in a message, and where: UTF-16 code units, as clients count.
CREATE TABLE message_mentions (
  message_id uuid NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  start integer NOT NULL CHECK (start BETWEEN 0 AND 1999),
  length integer NOT NULL CHECK (length BETWEEN 2 AND 2000),
  PRIMARY KEY (message_id, start)
);
CREATE INDEX message_mentions_user_id_idx ON message_mentions (user_id);

CREATE TABLE message_reactions (
  message_id uuid NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  emoji text NOT NULL CHECK (char_length(emoji) BETWEEN 1 AND 32),
  reacted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (message_id, emoji, user_id)
);
CREATE INDEX message_reactions_user_id_idx ON message_reactions (user_id);

-- Down Migration

DROP TABLE message_reactions;
DROP TABLE message_mentions;
DROP TABLE deleted_messages;
ALTER TABLE messages
  DROP COLUMN reply_to,
  DROP COLUMN is_reply,
  DROP COLUMN edited_at,
  DROP COLUMN revision;
ALTER TABLE rooms DROP COLUMN chat_revision;
