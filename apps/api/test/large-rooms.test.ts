import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ListParticipantsResponse, Room } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';

const CROWD = 150;

describe('a room of very many', () => {
  let installation: Installation;
  let node: TestNode;
  let owner: TestPerson;
  let guest: TestPerson;
  let room: Room;
  beforeEach(async () => {
    installation = await createInstallation();
    node = await installation.bootNode();
    [owner, guest] = (await installation.people(2)) as [TestPerson, TestPerson];
    room = await createRoom(owner, { maxParticipants: 1_000 });
    // They came one after another within an hour; the hundredth of them moderates.
    await installation.database.query({
      text: `
        WITH crowd AS (
          INSERT INTO users (telegram_id, first_name)
          SELECT 5000000 + n, 'Person ' || n FROM generate_series(1, $2::int) AS n
          RETURNING id, telegram_id - 5000000 AS n
        )
        INSERT INTO room_participants (room_id, user_id, role, joined_at)
        SELECT $1, id, CASE WHEN n = 100 THEN 'moderator' ELSE 'participant' END, now() - n * interval '20 seconds'
        FROM crowd`,
      values: [room.id, CROWD],
    });
  });
  afterEach(() => installation.dispose());

  const page = async (person: TestPerson, query: string): Promise<ListParticipantsResponse> =>
    (await person.call('GET', `/api/rooms/${room.id}/participants?${query}`)) as ListParticipantsResponse;

  it('[SE10] tells a newcomer of those who have a part in it and those who came last, and how many there are', async () => {
    const socket = await enter(owner, room);
    const late = await enter(guest, room);
    for (const connection of [socket, late]) {
      const joined = await connection.do('room:join', { roomId: room.id });
      expect(joined.room.participantCount).toBe(CROWD + 2);
      const known = joined.participants.map(({ userId }) => userId);
      expect(known).toEqual(expect.arrayContaining([owner.user.id, guest.user.id]));
      expect(joined.participants.map(({ role }) => role)).toContain('moderator');
      expect(new Set(known).size).toBe(known.length);
      // Twenty who came last, the host among them, and the moderator.
      expect(known).toHaveLength(21);
      const told = connection.all('room:participants').findLast(({ participants }) => participants);
      expect(told?.participants).toEqual(joined.participants);
    }
  });

  it('[SE10] tells of whoever comes back after long, although they are none of the last', async () => {
    await enter(owner, room);
    const socket = await enter(guest, room);
    await installation.database.query({
      text: `UPDATE room_participants SET joined_at = now() - interval '1 day' WHERE user_id = $1`,
      values: [guest.user.id],
    });
    const { participants, you } = await socket.do('room:join', { roomId: room.id });
    expect(you.userId).toBe(guest.user.id);
    expect(participants).toContainEqual(you);
  });

  it('[SE10] has everybody by pages, for members', async () => {
    await enter(owner, room);
    const people: string[] = [];
    const ids: string[] = [];
    let cursor: string | null = '';
    let pages = 0;
    while (cursor !== null) {
      const { participants, nextCursor }: ListParticipantsResponse = await page(
        owner,
        `limit=60${cursor && `&cursor=${cursor}`}`,
      );
      people.push(...participants.map(({ firstName }) => firstName));
      ids.push(...participants.map(({ userId }) => userId));
      cursor = nextCursor;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(people).toHaveLength(CROWD + 1);
    expect(new Set(ids).size).toBe(CROWD + 1);
    expect(people.slice(0, 2)).toEqual([`Person ${CROWD}`, `Person ${CROWD - 1}`]);
    const refused = await guest.request('GET', `/api/rooms/${room.id}/participants`);
    expect(refused.error?.code).toBe('forbidden');
  });

  it('[HL1] takes nobody for missed whom its people need not know of', async () => {
    const socket = await enter(owner, room);
    await enter(guest, room);
    await socket.settled();
    socket.forget();
    await node.app.healer.heal();
    await socket.settled();
    expect(socket.all('room:participants')).toEqual([]);
  });

  it('[CH5] does not greet newcomers in the chat', async () => {
    const socket = await enter(owner, room);
    await enter(guest, room);
    await socket.hears('room:participants', ({ joined }) => joined?.[0]?.userId === guest.user.id);
    const { message } = await socket.do('chat:message', { content: 'hello' });
    expect(message.seq).toBe(1);
  });
});
