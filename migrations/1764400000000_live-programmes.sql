-- Up Migration

ALTER TABLE rooms
  -- What a live programme's own clock shows at position 0.
  ADD COLUMN live_origin timestamptz(3),
  ADD CONSTRAINT rooms_live_has_no_end CHECK (live_origin IS NULL OR video_duration IS NULL);

-- Down Migration

ALTER TABLE rooms
  DROP CONSTRAINT rooms_live_has_no_end,
  DROP COLUMN live_origin;
