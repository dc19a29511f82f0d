-- Up Migration

-- Subtitles of the video that a room shows: one a room.
CREATE TABLE room_subtitles (
  room_id uuid PRIMARY KEY REFERENCES rooms (id) ON DELETE CASCADE,
  -- Other subtitles have another one: what is told of by its id never changes.
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- The room's video_version when they came: of another video they are never told.
  video_version bigint NOT NULL CHECK (video_version > 0),
  label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 100),
  language text CHECK (char_length(language) <= 35),
  -- Where viewers fetch them, or the text itself as WebVTT.
  url text CHECK (char_length(url) BETWEEN 1 AND 2048),
  content text CHECK (octet_length(content) <= 524288),
  CHECK (num_nonnulls(url, content) = 1)
);

-- Whoever changes the video need not know of them.
CREATE FUNCTION drop_room_subtitles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM room_subtitles WHERE room_id = NEW.id AND video_version <> NEW.video_version;
  RETURN NULL;
END
$$;
CREATE TRIGGER rooms_drop_subtitles AFTER UPDATE OF video_version ON rooms
  FOR EACH ROW WHEN (OLD.video_version <> NEW.video_version) EXECUTE FUNCTION drop_room_subtitles();

-- Down Migration

DROP TRIGGER rooms_drop_subtitles ON rooms;
DROP FUNCTION drop_room_subtitles();
DROP TABLE room_subtitles;
