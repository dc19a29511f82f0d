-- Up Migration

-- When a party is to begin. It says so, and nothing happens by itself: whoever may control the video starts it.
ALTER TABLE rooms ADD COLUMN starts_at timestamptz(3);
CREATE INDEX rooms_starts_at_idx ON rooms (starts_at) WHERE starts_at IS NOT NULL;

-- Who wants to be told of it. Each word is told for one time: when the party moves to another one, it is due anew.
CREATE TABLE party_reminders (
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  soon_told_for timestamptz(3),
  start_told_for timestamptz(3),
  PRIMARY KEY (room_id, user_id)
);
CREATE INDEX party_reminders_user_id_idx ON party_reminders (user_id);

-- Down Migration

DROP TABLE party_reminders;
DROP INDEX rooms_starts_at_idx;
ALTER TABLE rooms DROP COLUMN starts_at;
