import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readMessages } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';

const DAY_S = 86_400;

describe('cleaning up', () => {
  let installation: Installation;
  let nodes: [TestNode, TestNode];
  let anna: TestPerson;
  let boris: TestPerson;

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    nodes = [await installation.bootNode(), await installation.bootNode()];
    [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
  });
  afterAll(() => installation.dispose());

  /** As if the room and all who were in it had last moved that long ago. */
  async function age(roomId: string, days: number): Promise<void> {
    await installation.database.transaction(async (tx) => {
      await tx.query({ text: 'ALTER TABLE rooms DISABLE TRIGGER rooms_set_updated_at' });
      const values = [roomId, days];
      await tx.query({
        text: `UPDATE rooms SET updated_at = now() - make_interval(days => $2) WHERE id = $1`,
        values,
      });
      await tx.query({
        text: `
          UPDATE room_participants SET joined_at = now() - make_interval(days => $2),
            left_at = CASE WHEN left_at IS NULL THEN NULL ELSE now() - make_interval(days => $2) END
          WHERE room_id = $1`,
        values,
      });
      await tx.query({ text: 'ALTER TABLE rooms ENABLE TRIGGER rooms_set_updated_at' });
    });
  }

  const codeOf = async (roomId: string): Promise<string> =>
    (await anna.request('GET', `/api/rooms/${roomId}`)).error?.code ?? 'there';

  describe('idle rooms', () => {
    const clean = (node = nodes[0]) => node.app.cleanup.rooms({ isForced: true });
    beforeEach(() => clean());

    it('[KP2] deletes a room in which nothing has happened for 30 days, and the lobby hears it', async () => {
      const watcher = await boris.connect(nodes[1].url);
      await watcher.do('lobby:watch', {});
      const secret = await createRoom(anna, { isPublic: false });
      const young = await createRoom(anna);
      const idle = await createRoom(anna);
      // What the feed has to tell of these three is told.
      await watcher.hears('lobby:room_updated', ({ room }) => room.id === idle.id);
      await age(idle.id, 31);
      await age(secret.id, 31);
      await age(young.id, 29);

      expect(await clean()).toEqual({ status: 'done', result: { deleted: 2 } });

      expect(await codeOf(idle.id)).toBe('room_not_found');
      expect(await codeOf(secret.id)).toBe('room_not_found');
      expect(await codeOf(young.id)).toBe('there');
      const socket = await boris.connect();
      expect((await socket.refused('room:join', { roomId: idle.id })).code).toBe('room_not_found');
      await watcher.hears('lobby:room_removed', ({ roomId }) => roomId === idle.id);
      // The feed tells of both at once, if it tells of both.
      expect(watcher.all('lobby:room_removed').map(({ roomId }) => roomId)).not.toContain(secret.id);
      expect(installation.logged.some((line) => line.includes('"deleted":2'))).toBe(true);
    });

    it.each<[string, (roomId: string) => Promise<unknown>]>([
      ['sits there', (roomId) => enter(boris, { id: roomId })],
      ['was there not long ago', async (roomId) => (await enter(boris, { id: roomId })).do('room:leave', {})],
      ['changed its settings', (roomId) => anna.call('PATCH', `/api/rooms/${roomId}`, { name: 'New' })],
    ])('[KP2] keeps a room of long ago where somebody %s', async (_, act) => {
      const room = await createRoom(anna);
      await age(room.id, 40);
      await act(room.id);
      expect(await clean()).toMatchObject({ result: { deleted: 0 } });
      expect(await codeOf(room.id)).toBe('there');
    });

    it('[KP2] keeps a room where somebody has sat for longer than that', async () => {
      const room = await createRoom(anna);
      await enter(boris, room);
      await age(room.id, 40);
      expect(await clean()).toMatchObject({ result: { deleted: 0 } });
    });

    it('[KP2] somebody who comes in at that moment is in a room, or at the door of none', async () => {
      const outcomes = new Set<string>();
      for (let round = 0; round < 12; round += 1) {
        const rooms = await Promise.all(Array.from({ length: 4 }, () => createRoom(anna)));
        for (const room of rooms) await age(room.id, 40);
        const sockets = await Promise.all(rooms.map(() => boris.connect(nodes[1].url)));
        const joining = rooms.map((room, index) => sockets[index]!.ask('room:join', { roomId: room.id }));
        const [answers] = await Promise.all([Promise.all(joining), clean(nodes[0])]);
        for (const [index, answer] of answers.entries()) {
          outcomes.add(answer.ok ? 'in' : answer.error.code);
          expect(await codeOf(rooms[index]!.id)).toBe(answer.ok ? 'there' : 'room_not_found');
        }
        for (const socket of sockets) socket.close();
      }
      for (const outcome of outcomes) expect(['in', 'room_not_found']).toContain(outcome);
    });

    it('[KP2] somebody who took a seat while the room was being picked keeps the room', async () => {
      const room = await createRoom(anna);
      await age(room.id, 40);
      // A join that has not committed yet: the room is idle to whoever looks for idle rooms now.
      let cleaning: ReturnType<typeof clean> | undefined;
      await installation.database.transaction(async (tx) => {
        await tx.query({ text: 'SELECT 1 FROM rooms WHERE id = $1 FOR NO KEY UPDATE', values: [room.id] });
        await tx.query({
          text: `INSERT INTO room_participants (room_id, user_id) VALUES ($1, $2)`,
          values: [room.id, boris.user.id],
        });
        cleaning = clean();
        await cleaning;
      });
      expect(await cleaning).toMatchObject({ result: { deleted: 0 } });
      expect(await codeOf(room.id)).toBe('there');
    });
  });

  it('[KP1] is done by one node, once in its interval, after restarts too', async () => {
    installation.clock.advance(2 * 3_600_000);
    const outcomes = await Promise.all([...nodes, ...nodes].map((node) => node.app.cleanup.rooms()));
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
    const later = await installation.bootNode();
    expect(await later.app.cleanup.rooms()).toEqual({ status: 'recent' });
    installation.clock.advance(3_600_000);
    expect(await later.app.cleanup.rooms()).toMatchObject({ status: 'done' });
    await later.stop();
  });

  it('[KP3] deletes old messages in batches, and the chat goes on', async () => {
    const room = await createRoom(anna);
    const socket = await enter(anna, room);
    const { message } = await socket.do('chat:message', { content: 'young' });
    await installation.database.query({
      text: `
        WITH old AS (
          UPDATE rooms SET last_message_seq = last_message_seq + 2500 WHERE id = $1 RETURNING last_message_seq
        )
        INSERT INTO messages (room_id, user_id, seq, content, created_at)
        SELECT $1, $2, last_message_seq - n, 'old', now() - interval '181 days' FROM old, generate_series(0, 2499) n`,
      values: [room.id, anna.user.id],
    });

    const outcome = await nodes[0].app.cleanup.messages({ isForced: true });

    expect(outcome).toEqual({ status: 'done', result: { deleted: 2500 } });
    const { messages } = await readMessages(anna, room.id);
    expect(messages.map(({ content }) => content)).toEqual(['young']);
    const next = await socket.do('chat:message', { content: 'next' });
    expect(next.message.seq).toBe(message.seq + 2501);
    expect(await nodes[1].app.cleanup.messages()).toEqual({ status: 'recent' });
    installation.clock.advance(DAY_S * 1000);
    expect(await nodes[1].app.cleanup.messages()).toMatchObject({ status: 'done' });
  });

  it('[KP2] [KP3] keeps everything where it is told to', async () => {
    const node = await installation.bootNode({ ROOM_IDLE_DAYS: '0', MESSAGE_KEEP_DAYS: '0' });
    const room = await createRoom(anna);
    await age(room.id, 4_000);
    expect(await node.app.cleanup.rooms({ isForced: true })).toEqual({ status: 'off' });
    expect(await node.app.cleanup.messages({ isForced: true })).toEqual({ status: 'off' });
    expect(await codeOf(room.id)).toBe('there');
    await node.stop();
  });
});
