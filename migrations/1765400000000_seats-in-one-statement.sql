-- Up Migration

-- Seats those who ask for it in a room, in one statement: who come at once cost one round trip, and the room's lock is held
-- for no longer than it takes. The first query waits for that lock; the second sees what was committed while it did, as
-- each query of a function does. Without the lock two nodes could give the same last seat.
--
-- A row for each of `people`, who are different from each other; none where the room is gone. `passwords` are hashes, of
-- what they gave: null where they were not asked. `verdict` is 'in', 'kept_out' by the host or a moderator, 'banned' by the
-- operator, 'full', 'password' where one is wanted first, or 'gone' where there is no such person any more.
CREATE FUNCTION seat_people(in_room uuid, people uuid[], passwords text[], at timestamptz)
RETURNS TABLE (
  person_id uuid, verdict text, seat room_participants, is_first_visit boolean, took_seat boolean,
  -- Seats taken, with all of these.
  seats integer,
  -- Who acts as host while it is the owner who comes.
  stand_in uuid,
  -- The room's, where it is wanted.
  password_hash text
)
LANGUAGE plpgsql
-- How it is done does not depend on who comes, and to plan it takes longer than to do it.
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  room record;
BEGIN
  SELECT r.owner_id, r.host_id, r.password, r.max_participants INTO room
    FROM rooms r WHERE r.id = in_room FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH known AS MATERIALIZED (
      SELECT user_id, left_at IS NULL AS is_seated FROM room_participants
      WHERE room_id = in_room AND user_id = ANY (people)
    ), kept_out AS MATERIALIZED (
      SELECT u.id FROM room_bans b JOIN users u ON u.telegram_id = b.telegram_id
      WHERE b.room_id = in_room AND u.id = ANY (people)
    ), held AS MATERIALIZED (
      SELECT count(*) AS seats, count(*) FILTER (WHERE user_id <> room.owner_id) AS guests
      FROM room_participants WHERE room_id = in_room AND left_at IS NULL
    ), asking AS MATERIALIZED (
      SELECT a.id, a.place, known.user_id IS NOT NULL AS is_known, coalesce(known.is_seated, false) AS is_seated,
        CASE
          WHEN a.id IN (SELECT id FROM kept_out) THEN 'kept_out'
          -- What somebody gave was compared before the lock: it counts if it still is the room's.
          WHEN room.password IS NULL OR a.id = room.owner_id OR known.user_id IS NOT NULL OR a.password = room.password
            THEN NULL
          ELSE 'password'
        END AS refusal
      FROM unnest(people, passwords) WITH ORDINALITY AS a (id, password, place)
      LEFT JOIN known ON known.user_id = a.id
    ), judged AS MATERIALIZED (
      SELECT id, is_known, is_seated,
        CASE
          -- One seat is always kept for the owner, who must be able to come back.
          WHEN needs_seat AND held.guests + count(*) FILTER (WHERE needs_seat) OVER (ORDER BY place) > room.max_participants - 1
            THEN 'full'
          ELSE refusal
        END AS refused
      FROM held, (
        SELECT *, refusal IS NULL AND id <> room.owner_id AND NOT is_seated AS needs_seat FROM asking
      ) asking
    ), person AS (
      -- A ban locks the person: either it waits and finds the seat, or it is seen here.
      SELECT id, banned_at, is_counted FROM users
      WHERE id = ANY (ARRAY(SELECT id FROM judged WHERE refused IS NULL)) ORDER BY id FOR KEY SHARE
    ), taken AS (
      INSERT INTO room_participants (room_id, user_id, joined_at)
      SELECT in_room, id, at FROM person WHERE banned_at IS NULL
      ON CONFLICT (room_id, user_id) DO UPDATE SET
        -- Presence counts from this visit, for "the longest present".
        joined_at = CASE WHEN room_participants.left_at IS NULL
          THEN room_participants.joined_at ELSE excluded.joined_at END,
        left_at = NULL,
        away_since = NULL
      -- xmax: which a row has only if it was there before.
      RETURNING user_id, room_participants AS seat, xmax = 0 AS is_new
    ), counted AS (
      INSERT INTO user_stats (user_id, rooms_joined)
      SELECT taken.user_id, 1 FROM taken JOIN person ON person.id = taken.user_id
      WHERE taken.is_new AND person.is_counted ORDER BY taken.user_id
      ON CONFLICT (user_id) DO UPDATE SET rooms_joined = user_stats.rooms_joined + 1
      RETURNING user_id
    ), active AS (
      INSERT INTO activity_days (user_id, day, rooms_joined)
      SELECT user_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM counted
      ON CONFLICT (user_id, day) DO UPDATE SET rooms_joined = activity_days.rooms_joined + 1
    )
    SELECT judged.id,
      CASE
        WHEN judged.refused IS NOT NULL THEN judged.refused
        WHEN taken.user_id IS NOT NULL THEN 'in'
        WHEN person.id IS NOT NULL THEN 'banned'
        ELSE 'gone'
      END,
      taken.seat,
      NOT judged.is_known,
      NOT judged.is_seated,
      (held.seats + count(taken.user_id) FILTER (WHERE NOT judged.is_seated) OVER ())::integer,
      CASE WHEN judged.id = room.owner_id AND room.host_id <> room.owner_id THEN room.host_id END,
      CASE WHEN judged.refused = 'password' THEN room.password END
    FROM held, judged
    LEFT JOIN person ON person.id = judged.id
    LEFT JOIN taken ON taken.user_id = judged.id;
END
$$;

-- Down Migration

DROP FUNCTION seat_people(uuid, uuid[], text[], timestamptz);
