import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createUsersRepository } from '../src/auth/users.repository.js';
import type { Queryable } from '../src/platform/postgres/database.js';
import { createPlaybackRepository } from '../src/playback/playback.repository.js';
import { createRoomReadingRepository } from '../src/rooms/room-reading.repository.js';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';

const CROWDS = 5;
const CROWD = 600;
/** PostgreSQL plans the first five for what they ask alone, and then compares. */
const OFTEN = 10;

describe('a statement of which there are very many', () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await createInstallation();
    await installation.bootNode();
  });
  afterEach(() => installation.dispose());

  it.each([
    [
      'room_with_people',
      (db: Queryable, roomId: string, userId: string) =>
        createRoomReadingRepository(db).read(roomId, [userId], { whole: 50, last: 20, parts: 50 }),
    ],
    [
      'users_by_sessions',
      (db: Queryable, roomId: string, userId: string) =>
        createUsersRepository(db).findBySession({ userId, sessionId: roomId, issuedAt: Date.now() }),
    ],
    [
      'playback_seek',
      (db: Queryable, roomId: string, userId: string) => {
        const jump = { position: 5, pausedEffectiveAt: Date.now(), farEffectiveAt: Date.now() };
        return createPlaybackRepository(db).seek({ roomId, userId, effectiveAt: Date.now() }, jump);
      },
    ],
  ])('is not planned anew each time: %s', async (name, ask) => {
    const [owner] = await installation.people(1);
    // Of the new room, and of how few ask, it expects much less than of any other.
    for (let crowd = 0; crowd < CROWDS; crowd += 1) {
      const { id } = await createRoom(owner!);
      await installation.database.query({
        text: `
          WITH crowd AS (
            INSERT INTO users (telegram_id, first_name) SELECT $2::int + n, 'Person' FROM generate_series(1, $3::int) AS n
            RETURNING id
          )
          INSERT INTO room_participants (room_id, user_id) SELECT $1, id FROM crowd`,
        values: [id, 5_000_000 + crowd * CROWD, CROWD],
      });
    }
    await installation.database.query({ text: 'ANALYZE users, room_participants' });
    const room = await createRoom(owner!, { videoUrl: 'https://media.example.org/film.mp4' });
    await enter(owner!, room);
    const [plans] = await installation.database.transaction(async (tx) => {
      for (let time = 0; time < OFTEN; time += 1)
        expect(await ask(tx, room.id, owner!.user.id)).toBeDefined();
      return tx.query<{ generic: number }>({
        text: 'SELECT generic_plans::int AS generic FROM pg_prepared_statements WHERE name = $1',
        values: [name],
      });
    });
    expect(plans?.generic).toBeGreaterThan(0);
  });
});
