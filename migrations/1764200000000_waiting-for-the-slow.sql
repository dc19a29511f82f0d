-- Up Migration

ALTER TABLE rooms
  -- Longest that the room waits for somebody who runs out of video, in seconds; 0 is never.
  ADD COLUMN buffer_wait integer NOT NULL DEFAULT 3 CHECK (buffer_wait IN (0, 3, 10)),
  -- Whom it waits for until effective_at. Whoever does not get ready by then stays in here until the next command.
  -- No foreign key can hold an array: whoever leaves, or is erased, is taken out.
  ADD COLUMN waiting_for uuid[] NOT NULL DEFAULT '{}',
  -- The version of the timeline that this wait interrupted: what is told of it or of a later one concerns the wait.
  ADD COLUMN hold_from_version bigint,
  ADD CONSTRAINT rooms_hold_has_version CHECK ((cardinality(waiting_for) = 0) = (hold_from_version IS NULL));

-- What keeps one person from holding up a room again and again, valid on every node.
ALTER TABLE room_participants
  -- How many times they were waited for with less than a minute in between, and when the last time began.
  ADD COLUMN waits integer NOT NULL DEFAULT 0 CHECK (waits >= 0),
  ADD COLUMN waited_at timestamptz(3),
  -- Nobody waits for them before this.
  ADD COLUMN unwaited_until timestamptz(3);

-- Down Migration

ALTER TABLE room_participants
  DROP COLUMN unwaited_until,
  DROP COLUMN waited_at,
  DROP COLUMN waits;
ALTER TABLE rooms
  DROP CONSTRAINT rooms_hold_has_version,
  DROP COLUMN hold_from_version,
  DROP COLUMN waiting_for,
  DROP COLUMN buffer_wait;
