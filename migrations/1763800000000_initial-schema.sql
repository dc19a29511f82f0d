-- Up Migration

-- Every table that has updated_at keeps it by this trigger, so that no statement can forget it.
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  telegram_id bigint NOT NULL UNIQUE CHECK (telegram_id > 0),
  username text CHECK (char_length(username) <= 64),
  first_name text NOT NULL CHECK (char_length(first_name) <= 256),
  last_name text CHECK (char_length(last_name) <= 256),
  photo_url text CHECK (char_length(photo_url) <= 2048),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_active timestamptz NOT NULL DEFAULT now()
);

-- A logged-out token stays refused until it would have run out by itself. This is not a cache: losing it would let
-- somebody in, so it lives here and not in Redis.
CREATE TABLE revoked_sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX revoked_sessions_user_id_idx ON revoked_sessions (user_id);
CREATE INDEX revoked_sessions_expires_at_idx ON revoked_sessions (expires_at);

CREATE TABLE rooms (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  -- Who acts as host now, and whose room it is: while the owner is away somebody else may act.
  -- RESTRICT: whoever erases a user has to hand over or delete the rooms first, knowingly.
  host_id uuid NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  owner_id uuid NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  is_public boolean NOT NULL DEFAULT true,
  password text CHECK (password ~ '^\$2[aby]\$\d\d\$.{53}$'),
  max_participants integer NOT NULL DEFAULT 50 CHECK (max_participants BETWEEN 1 AND 500),
  control_mode text NOT NULL DEFAULT 'host' CHECK (control_mode IN ('host', 'moderators', 'everyone')),

  -- The timeline: one row, changed by one statement a command.
  video_url text CHECK (char_length(video_url) BETWEEN 1 AND 2048),
  video_platform text CHECK (video_platform IN (
    'youtube', 'twitch', 'file', 'hls', 'dash', 'vimeo', 'dailymotion', 'soundcloud',
    'rutube', 'vk', 'ok', 'dzen', 'kinopoisk', 'local', 'iframe'
  )),
  video_title text CHECK (char_length(video_title) <= 500),
  video_thumbnail_url text CHECK (char_length(video_thumbnail_url) <= 2048),
  video_duration double precision CHECK (video_duration > 0 AND video_duration <= 604800),
  "current_time" double precision NOT NULL DEFAULT 0 CHECK ("current_time" BETWEEN 0 AND 604800),
  is_playing boolean NOT NULL DEFAULT false,
  playback_rate double precision NOT NULL DEFAULT 1 CHECK (playback_rate BETWEEN 0.25 AND 2),
  effective_at timestamptz(3) NOT NULL DEFAULT now(),
  version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
  playback_updated_by uuid REFERENCES users (id) ON DELETE SET NULL,

  last_message_seq bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),

  CONSTRAINT rooms_video_has_platform CHECK ((video_url IS NULL) = (video_platform IS NULL)),
  CONSTRAINT rooms_playing_has_video CHECK (NOT is_playing OR video_url IS NOT NULL)
);
CREATE INDEX rooms_host_id_idx ON rooms (host_id);
CREATE INDEX rooms_owner_id_idx ON rooms (owner_id);
CREATE INDEX rooms_stood_in_idx ON rooms (id) WHERE host_id <> owner_id;
CREATE INDEX rooms_playback_updated_by_idx ON rooms (playback_updated_by);
-- The public list: newest first, by pages, optionally of one platform.
CREATE INDEX rooms_public_list_idx ON rooms (created_at DESC, id DESC) WHERE is_public;
CREATE INDEX rooms_public_platform_idx ON rooms (video_platform, created_at DESC, id DESC) WHERE is_public;
-- Search looks inside of names and titles; trigrams find that without reading every room.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE INDEX rooms_public_search_idx ON rooms
  USING gin (name public.gin_trgm_ops, video_title public.gin_trgm_ops) WHERE is_public;
CREATE TRIGGER rooms_set_updated_at BEFORE UPDATE ON rooms FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- Where a room's video should be at a moment. The twin of positionAt in packages/shared: a test holds them together.
CREATE FUNCTION room_position_at(room rooms, at timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT greatest(0, least(
    room."current_time" + CASE
      WHEN room.is_playing AND at > room.effective_at
      THEN extract(epoch FROM at - room.effective_at)::double precision * room.playback_rate
      ELSE 0
    END,
    coalesce(room.video_duration, 604800)
  ))
$$;

-- A row says that somebody was let in, so a password is asked once. A seat is taken while left_at is null, and its
-- holder is online while away_since is null too.
CREATE TABLE room_participants (
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text NOT NULL DEFAULT 'participant' CHECK (role IN ('host', 'moderator', 'participant')),
  -- What an acting host goes back to when the owner returns.
  former_role text CHECK (former_role IN ('moderator', 'participant')),
  is_voice_enabled boolean NOT NULL DEFAULT false,
  joined_at timestamptz NOT NULL DEFAULT now(),
  away_since timestamptz,
  left_at timestamptz,
  PRIMARY KEY (room_id, user_id)
);
CREATE INDEX room_participants_user_id_idx ON room_participants (user_id);
CREATE INDEX room_participants_seats_idx ON room_participants (room_id, joined_at) WHERE left_at IS NULL;
CREATE INDEX room_participants_away_idx ON room_participants (away_since) WHERE left_at IS NULL AND away_since IS NOT NULL;
CREATE UNIQUE INDEX room_participants_one_host_idx ON room_participants (room_id) WHERE role = 'host';

CREATE TABLE messages (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  -- What a person wrote goes with the person.
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  seq bigint NOT NULL CHECK (seq > 0),
  client_id text CHECK (char_length(client_id) BETWEEN 1 AND 64),
  type text NOT NULL DEFAULT 'text' CHECK (type IN ('text', 'system', 'emoji')),
  content text NOT NULL CHECK (char_length(content) BETWEEN 1 AND 2000),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (room_id, seq),
  UNIQUE (room_id, user_id, client_id)
);
CREATE INDEX messages_user_id_idx ON messages (user_id);
CREATE INDEX messages_created_at_idx ON messages (created_at);

CREATE TABLE user_stats (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  total_watch_time double precision NOT NULL DEFAULT 0 CHECK (total_watch_time >= 0),
  rooms_created integer NOT NULL DEFAULT 0 CHECK (rooms_created >= 0),
  rooms_joined integer NOT NULL DEFAULT 0 CHECK (rooms_joined >= 0),
  messages_sent integer NOT NULL DEFAULT 0 CHECK (messages_sent >= 0),
  achievements text[] NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER user_stats_set_updated_at
  BEFORE UPDATE ON user_stats FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- Down Migration

DROP TABLE user_stats;
DROP TABLE messages;
DROP TABLE room_participants;
DROP FUNCTION room_position_at(rooms, timestamptz);
DROP TABLE rooms;
DROP TABLE revoked_sessions;
DROP TABLE users;
DROP FUNCTION set_updated_at();
