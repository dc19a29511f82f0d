-- Up Migration

-- Measured with 2,000 people in one room: docs/bench/fanout. The twin of ROOM_MAX_PARTICIPANTS_LIMIT in packages/shared.
ALTER TABLE rooms DROP CONSTRAINT rooms_max_participants_check;
ALTER TABLE rooms ADD CONSTRAINT rooms_max_participants_check CHECK (max_participants BETWEEN 1 AND 2500);

-- A newcomer to a large room is told who has a part in it and who came last, however many the others are.
CREATE INDEX room_participants_parts_idx ON room_participants (room_id) WHERE role <> 'participant';

-- Down Migration

DROP INDEX room_participants_parts_idx;
UPDATE rooms SET max_participants = 500 WHERE max_participants > 500;
ALTER TABLE rooms DROP CONSTRAINT rooms_max_participants_check;
ALTER TABLE rooms ADD CONSTRAINT rooms_max_participants_check CHECK (max_participants BETWEEN 1 AND 500);
