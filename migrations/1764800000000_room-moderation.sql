-- Up Migration

-- Seconds between two messages of a participant. The twin of SLOW_MODES in packages/shared.
ALTER TABLE rooms ADD COLUMN slow_mode integer NOT NULL DEFAULT 0 CHECK (slow_mode IN (0, 5, 15, 30, 60));

ALTER TABLE room_participants
  -- May write again from here on; 'infinity' until somebody lifts it.
  ADD COLUMN muted_until timestamptz(3),
  -- Their last message in slow mode; not kept where there is none.
  ADD COLUMN wrote_at timestamptz(3);

-- Who may not come into a room. By Telegram's id, as whoever erases themselves and signs in anew is somebody else here:
-- otherwise erasing oneself would be the way past a ban. Nothing else of them is kept, neither name nor reason, and it goes
-- with the room, which goes when nobody uses it: so little, for so long, is what the others' interest in their room outweighs.
CREATE TABLE room_bans (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  room_id uuid NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  telegram_id bigint NOT NULL CHECK (telegram_id > 0),
  banned_by uuid REFERENCES users (id) ON DELETE SET NULL,
  banned_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (room_id, telegram_id)
);
CREATE INDEX room_bans_banned_by_idx ON room_bans (banned_by);
CREATE INDEX room_bans_list_idx ON room_bans (room_id, banned_at DESC, id DESC);

-- Whom a system message is about, beside its author: it goes with either of them.
ALTER TABLE messages ADD COLUMN target_id uuid REFERENCES users (id) ON DELETE CASCADE;
CREATE INDEX messages_target_id_idx ON messages (target_id);

-- Whoever writes, by whichever statement, has a seat, is not muted, and keeps to the slow mode. It is asked after the row is
-- written, so that a message that was sent twice is known as such first, and reads what was committed while the statement
-- waited for the room. WP001 is a rule of the product: the message is the code that people's clients get, the detail how
-- many seconds to wait.
CREATE FUNCTION require_may_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  writer record;
BEGIN
  SELECT p.role, p.left_at, p.muted_until, p.wrote_at + make_interval(secs => r.slow_mode) AS slow_until, r.slow_mode
    INTO writer
    FROM rooms r JOIN room_participants p ON p.room_id = r.id
    WHERE r.id = NEW.room_id AND p.user_id = NEW.user_id;
  IF NOT FOUND OR writer.left_at IS NOT NULL THEN
    RAISE EXCEPTION 'forbidden' USING ERRCODE = 'WP001', HINT = 'Only those in the room may write in it.';
  END IF;
  IF writer.muted_until > clock_timestamp() THEN
    RAISE EXCEPTION 'muted' USING ERRCODE = 'WP001', HINT = 'You may not write in this room for now.',
      DETAIL = CASE WHEN isfinite(writer.muted_until)
        THEN ceil(extract(epoch FROM writer.muted_until - clock_timestamp()))::text ELSE '' END;
  END IF;
  -- Writing a message anew takes nobody's time.
  IF TG_OP = 'UPDATE' OR writer.slow_mode = 0 OR writer.role <> 'participant' THEN
    RETURN NULL;
  END IF;
  IF writer.slow_until > clock_timestamp() THEN
    RAISE EXCEPTION 'rate_limited' USING ERRCODE = 'WP001', HINT = 'This room is in slow mode.',
      DETAIL = ceil(extract(epoch FROM writer.slow_until - clock_timestamp()))::text;
  END IF;
  UPDATE room_participants SET wrote_at = clock_timestamp() WHERE room_id = NEW.room_id AND user_id = NEW.user_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER messages_may_write AFTER INSERT OR UPDATE OF content ON messages
  FOR EACH ROW WHEN (NEW.type <> 'system') EXECUTE FUNCTION require_may_write();

-- Down Migration

DROP TRIGGER messages_may_write ON messages;
DROP FUNCTION require_may_write();
ALTER TABLE messages DROP COLUMN target_id;
DROP TABLE room_bans;
ALTER TABLE room_participants
  DROP COLUMN wrote_at,
  DROP COLUMN muted_until;
ALTER TABLE rooms DROP COLUMN slow_mode;
