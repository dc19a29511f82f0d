-- Up Migration

ALTER TABLE rooms
  ADD COLUMN queue_version bigint NOT NULL DEFAULT 0 CHECK (queue_version >= 0),
  ADD COLUMN queue_loop text NOT NULL DEFAULT 'none' CHECK (queue_loop IN ('none', 'one', 'all')),
  -- Of those who are online, the share whose votes put on the next video; at 0 nobody's do.
  ADD COLUMN skip_share double precision NOT NULL DEFAULT 0.5 CHECK (skip_share BETWEEN 0 AND 1),
  -- Who has voted so since the video came. No foreign key can hold an array: who is not online does not count, and is
  -- taken out by the next vote.
  ADD COLUMN skip_voters uuid[] NOT NULL DEFAULT '{}',
  -- The version of the timeline with which its video came: votes of before are about another one.
  ADD COLUMN video_version bigint NOT NULL DEFAULT 1 CHECK (video_version > 0);

-- Whoever changes a room's queue locks the room first.
CREATE TABLE queue_items (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  -- What somebody brought stays for the others.
  added_by uuid REFERENCES users (id) ON DELETE SET NULL,
  url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 2048),
  platform text NOT NULL CHECK (platform IN (
    'youtube', 'twitch', 'file', 'hls', 'dash', 'vimeo', 'dailymotion', 'soundcloud',
    'rutube', 'vk', 'ok', 'dzen', 'kinopoisk', 'local', 'iframe'
  )),
  title text CHECK (char_length(title) <= 500),
  thumbnail_url text CHECK (char_length(thumbnail_url) <= 2048),
  duration double precision CHECK (duration > 0 AND duration <= 604800),
  start_at double precision CHECK (start_at BETWEEN 0 AND 604800),
  -- Rises along the queue, with room between two for a third. Checked at the end of a statement that renumbers them.
  position double precision NOT NULL CHECK (position BETWEEN -1e15 AND 1e15),
  -- Put on last: it waits no longer, and is kept for who brought it.
  is_playing boolean NOT NULL DEFAULT false,
  added_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (room_id, position) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE UNIQUE INDEX queue_items_one_plays_idx ON queue_items (room_id) WHERE is_playing;
CREATE INDEX queue_items_added_by_idx ON queue_items (added_by);

CREATE TABLE queue_votes (
  item_id uuid NOT NULL REFERENCES queue_items (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (item_id, user_id)
);
CREATE INDEX queue_votes_user_id_idx ON queue_votes (user_id);

-- What a person has watched, each video once, wherever it was.
CREATE TABLE watched_videos (
  -- Orders what was watched at the same moment.
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 2048),
  platform text NOT NULL,
  title text CHECK (char_length(title) <= 500),
  thumbnail_url text CHECK (char_length(thumbnail_url) <= 2048),
  duration double precision CHECK (duration > 0 AND duration <= 604800),
  watched_seconds double precision NOT NULL CHECK (watched_seconds >= 0),
  watched_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, url)
);
-- By what is shown: a video that somebody only passed by is not. The twin of HISTORY_MIN_WATCHED_S in packages/shared.
CREATE INDEX watched_videos_latest_idx ON watched_videos (user_id, watched_at DESC, id DESC) WHERE watched_seconds >= 30;

-- Down Migration

DROP TABLE watched_videos;
DROP TABLE queue_votes;
DROP TABLE queue_items;
ALTER TABLE rooms
  DROP COLUMN video_version,
  DROP COLUMN skip_voters,
  DROP COLUMN skip_share,
  DROP COLUMN queue_loop,
  DROP COLUMN queue_version;
