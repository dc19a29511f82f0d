-- Up Migration

ALTER TABLE users
  -- What their clock showed last, in minutes ahead of UTC. Unknown of whoever never told.
  ADD COLUMN utc_offset_minutes smallint CHECK (utc_offset_minutes BETWEEN -720 AND 840),
  -- The person's own choices: whether anything is counted of them, and whether lists of rooms show them to strangers.
  ADD COLUMN is_counted boolean NOT NULL DEFAULT true,
  ADD COLUMN is_name_listed boolean NOT NULL DEFAULT true;

-- Days are those of the person's own calendar, which activity_days, the operator's, does not know.
ALTER TABLE user_stats
  ADD COLUMN watch_days integer NOT NULL DEFAULT 0 CHECK (watch_days >= 0),
  ADD COLUMN streak_days integer NOT NULL DEFAULT 0 CHECK (streak_days >= 0),
  ADD COLUMN longest_streak integer NOT NULL DEFAULT 0 CHECK (longest_streak >= 0),
  ADD COLUMN last_watch_day date,
  ADD COLUMN best_day_seconds double precision NOT NULL DEFAULT 0 CHECK (best_day_seconds >= 0),
  ADD COLUMN night_seconds double precision NOT NULL DEFAULT 0 CHECK (night_seconds >= 0),
  ADD COLUMN morning_seconds double precision NOT NULL DEFAULT 0 CHECK (morning_seconds >= 0),
  ADD COLUMN weekend_seconds double precision NOT NULL DEFAULT 0 CHECK (weekend_seconds >= 0),
  ADD COLUMN live_seconds double precision NOT NULL DEFAULT 0 CHECK (live_seconds >= 0),
  ADD COLUMN voice_seconds double precision NOT NULL DEFAULT 0 CHECK (voice_seconds >= 0),
  ADD COLUMN hosted_seconds double precision NOT NULL DEFAULT 0 CHECK (hosted_seconds >= 0),
  ADD COLUMN closest_seconds double precision NOT NULL DEFAULT 0 CHECK (closest_seconds >= 0),
  ADD COLUMN biggest_party integer NOT NULL DEFAULT 0 CHECK (biggest_party >= 0),
  ADD COLUMN people integer NOT NULL DEFAULT 0 CHECK (people >= 0),
  ADD COLUMN platforms text[] NOT NULL DEFAULT '{}';

CREATE TABLE watch_days (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  day date NOT NULL,
  seconds double precision NOT NULL CHECK (seconds >= 0),
  PRIMARY KEY (user_id, day)
);

-- Which connections have said whether their page can be seen. A node renews the rows of its own; what is not renewed,
-- as its node is dead, counts for nothing.
CREATE TABLE open_pages (
  socket_id text PRIMARY KEY CHECK (char_length(socket_id) <= 64),
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  is_visible boolean NOT NULL,
  -- Since when it is so.
  since timestamptz NOT NULL,
  renewed_at timestamptz NOT NULL
);
CREATE INDEX open_pages_room_id_idx ON open_pages (room_id, user_id);
CREATE INDEX open_pages_user_id_idx ON open_pages (user_id);
CREATE INDEX open_pages_renewed_at_idx ON open_pages (renewed_at);

-- With whom somebody has watched, and for how long. Both of the two have a row.
CREATE TABLE companions (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  other_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  seconds double precision NOT NULL CHECK (seconds >= 0),
  -- When it was long enough to count as company: the twin of COMPANY_MIN_S in packages/shared.
  met_at timestamptz,
  PRIMARY KEY (user_id, other_id),
  CONSTRAINT companions_are_two CHECK (user_id <> other_id)
);
CREATE INDEX companions_other_id_idx ON companions (other_id);

-- Who was there when somebody watched what is in their history.
CREATE TABLE watched_company (
  user_id uuid NOT NULL,
  url text NOT NULL,
  other_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  watched_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, url, other_id),
  FOREIGN KEY (user_id, url) REFERENCES watched_videos (user_id, url) ON DELETE CASCADE
);
CREATE INDEX watched_company_other_id_idx ON watched_company (other_id);

-- What was given is kept, whatever becomes of the figures. Which there are is in packages/shared.
CREATE TABLE achievements (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code text NOT NULL CHECK (char_length(code) BETWEEN 1 AND 32),
  level text NOT NULL CHECK (level IN ('bronze', 'silver', 'gold')),
  earned_at timestamptz(3) NOT NULL,
  -- When the person was shown it.
  seen_at timestamptz(3),
  PRIMARY KEY (user_id, code, level)
);

-- Down Migration

DROP TABLE achievements;
DROP TABLE watched_company;
DROP TABLE companions;
DROP TABLE open_pages;
DROP TABLE watch_days;
ALTER TABLE user_stats
  DROP COLUMN platforms,
  DROP COLUMN people,
  DROP COLUMN biggest_party,
  DROP COLUMN closest_seconds,
  DROP COLUMN hosted_seconds,
  DROP COLUMN voice_seconds,
  DROP COLUMN live_seconds,
  DROP COLUMN weekend_seconds,
  DROP COLUMN morning_seconds,
  DROP COLUMN night_seconds,
  DROP COLUMN best_day_seconds,
  DROP COLUMN last_watch_day,
  DROP COLUMN longest_streak,
  DROP COLUMN streak_days,
  DROP COLUMN watch_days;
ALTER TABLE users
  DROP COLUMN is_name_listed,
  DROP COLUMN is_counted,
  DROP COLUMN utc_offset_minutes;
