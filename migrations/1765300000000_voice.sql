-- Up Migration

ALTER TABLE room_participants
  -- Which page of a person is in voice: the others talk with that one. Null for clients that do not tell.
  ADD COLUMN voice_session uuid,
  -- Hears the others, and is not to be heard.
  ADD COLUMN is_voice_listener boolean NOT NULL DEFAULT false,
  -- By the host or a moderator: may only listen, and finds it so on coming back.
  ADD COLUMN is_voice_muted boolean NOT NULL DEFAULT false;

ALTER TABLE rooms ADD COLUMN is_voice_closed boolean NOT NULL DEFAULT false;

-- Down Migration

ALTER TABLE rooms DROP COLUMN is_voice_closed;
ALTER TABLE room_participants
  DROP COLUMN is_voice_muted,
  DROP COLUMN is_voice_listener,
  DROP COLUMN voice_session;
