-- Up Migration

-- Both are looked up together with the user, in the one statement that authenticates.
ALTER TABLE users
  ADD COLUMN banned_at timestamptz,
  ADD COLUMN ban_reason text CHECK (char_length(ban_reason) BETWEEN 1 AND 500),
  -- Sessions that began at this moment or before are refused.
  ADD COLUMN sessions_revoked_before timestamptz(3),
  ADD CONSTRAINT users_reason_has_ban CHECK (ban_reason IS NULL OR banned_at IS NOT NULL);

-- When each job that only one node at a time does was last begun and ended well, for all nodes and restarts.
CREATE TABLE job_runs (
  name text PRIMARY KEY,
  ran_at timestamptz(3) NOT NULL
);

-- What a person did on a day (of UTC). A row says that they came at all. Rooms and messages may be deleted later; what
-- is counted here stays until the person is erased.
CREATE TABLE activity_days (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  day date NOT NULL,
  watch_seconds double precision NOT NULL DEFAULT 0 CHECK (watch_seconds >= 0),
  rooms_created integer NOT NULL DEFAULT 0 CHECK (rooms_created >= 0),
  rooms_joined integer NOT NULL DEFAULT 0 CHECK (rooms_joined >= 0),
  messages_sent integer NOT NULL DEFAULT 0 CHECK (messages_sent >= 0),
  PRIMARY KEY (user_id, day)
);
CREATE INDEX activity_days_day_idx ON activity_days (day);

-- The most people that were online at once on a day. About nobody in particular.
CREATE TABLE peak_days (
  day date PRIMARY KEY,
  people integer NOT NULL CHECK (people >= 0)
);

-- Down Migration

DROP TABLE peak_days;
DROP TABLE activity_days;
DROP TABLE job_runs;
ALTER TABLE users
  DROP CONSTRAINT users_reason_has_ban,
  DROP COLUMN sessions_revoked_before,
  DROP COLUMN ban_reason,
  DROP COLUMN banned_at;
