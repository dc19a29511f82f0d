import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLOCK_SAMPLE_DURATION_S, type Participant } from '@watchparty/shared';
import { ROSTER_SUM, rosterMark } from '../src/rooms/roster-mark.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readRoom, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

// Two nodes without a Redis between them: what one tells, the other never hears of.
describe('a node that the others cannot reach', () => {
  let installation: Installation;
  let near: TestNode;
  let far: TestNode;
  let anna: TestPerson;
  let boris: TestPerson;
  beforeEach(async () => {
    installation = await createInstallation();
    near = await installation.bootNode();
    far = await installation.bootNode();
    [anna, boris] = (await installation.people(2)) as [TestPerson, TestPerson];
  });
  afterEach(() => installation.dispose());

  /** Anna hosts at one node, Boris watches at the other. */
  async function apart(): Promise<{ roomId: string; host: TestSocket; guest: TestSocket }> {
    const room = await createRoom(anna);
    const guest = await enter(boris, room, { url: far.url });
    const host = await enter(anna, room, { url: near.url });
    await heal(guest);
    guest.forget();
    return { roomId: room.id, host, guest };
  }

  /** How many statements wait for a lock on this table of the installation's. */
  async function waitingFor(table: string): Promise<number> {
    const [row] = await installation.database.query<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
      values: [table],
    });
    return row?.count ?? 0;
  }

  async function heal(guest: TestSocket): Promise<void> {
    await far.app.healer.heal();
    await guest.settled();
  }

  it('[HL1] tells its people the timeline that they missed, once', async () => {
    const { host, guest } = await apart();
    await host.do('video:play', { position: 10 });
    const { playback } = await host.do('video:seek', { position: 99 });
    await heal(guest);
    await heal(guest);
    const healed = guest.all('video:state_changed');
    expect(healed).toEqual([{ playback, reason: 'sync' }]);
  });

  it('[HL1] tells the messages that they missed, in order and once', async () => {
    const { host, guest } = await apart();
    const sent = [];
    for (const content of ['one', 'two', 'three']) {
      sent.push((await host.do('chat:message', { content })).message);
    }
    await heal(guest);
    await heal(guest);
    expect(guest.all('chat:new_message').map(({ message }) => message)).toEqual(sent);
    const { message } = await guest.do('chat:message', { content: 'mine' });
    await heal(guest);
    expect(guest.all('chat:new_message').map(({ message: heard }) => heard)).toEqual([...sent, message]);
  });

  it('[HL1] goes on behind messages that are gone', async () => {
    const { roomId, host, guest } = await apart();
    const { message: gone } = await host.do('chat:message', { content: 'gone' });
    const { message: kept } = await host.do('chat:message', { content: 'kept' });
    await installation.database.query({ text: 'DELETE FROM messages WHERE id = $1', values: [gone.id] });
    await heal(guest);
    expect(guest.all('chat:new_message').map(({ message }) => message.id)).toEqual([kept.id]);
    guest.forget();
    await heal(guest);
    expect(guest.all('chat:new_message')).toEqual([]);
    expect((await snapshotOf(guest, roomId)).messages.at(-1)).toEqual(kept);
  });

  it('[HL1] more than a page of messages is told in one go', async () => {
    const { roomId, guest } = await apart();
    await installation.database.query({
      text: `
        WITH room AS (
          UPDATE rooms SET last_message_seq = last_message_seq + 250 WHERE id = $1 RETURNING last_message_seq
        )
        INSERT INTO messages (room_id, user_id, seq, content)
        SELECT $1, $2, room.last_message_seq - 250 + n, 'line ' || n FROM room, generate_series(1, 250) n`,
      values: [roomId, anna.user.id],
    });
    await heal(guest);
    const lines = guest.all('chat:new_message').map(({ message }) => message.content);
    expect(lines).toEqual(Array.from({ length: 250 }, (_, index) => `line ${index + 1}`));
  });

  it('[HL1] tells changed settings', async () => {
    const { roomId, guest } = await apart();
    await anna.call('PATCH', `/api/rooms/${roomId}`, {
      name: 'Renamed',
      controlMode: 'everyone',
    });
    await heal(guest);
    await anna.call('PATCH', `/api/rooms/${roomId}`, { bufferWait: 10 });
    await heal(guest);
    await heal(guest);
    const updates = guest.all('room:update');
    expect(updates).toHaveLength(2);
    expect(updates[0]?.room).toMatchObject({ name: 'Renamed', controlMode: 'everyone', bufferWait: 3 });
    expect(updates[1]?.room).toMatchObject({ bufferWait: 10 });
  });

  it('[HL1] tells who came, left and changed', async () => {
    const { roomId, host, guest } = await apart();
    const vera = await installation.person('Vera');
    const third = await enter(vera, { id: roomId }, { url: near.url });
    await host.do('voice:toggle', { enabled: true });
    await heal(guest);
    // The node heals by itself, too, be it between the two.
    const updates = guest.all('room:participants');
    expect(updates.flatMap(({ joined = [] }) => joined).map(({ userId }) => userId)).toEqual([vera.user.id]);
    const changed = updates.flatMap((update) => update.changed ?? []);
    expect(changed).toMatchObject([{ userId: anna.user.id, isVoiceEnabled: true }]);

    guest.forget();
    await third.do('room:leave', {});
    await heal(guest);
    await heal(guest);
    expect(guest.all('room:participants')).toEqual([{ left: [vera.user.id] }]);
  });

  it('[HL1] tells the whole queue where its changes were missed, once', async () => {
    const { host, guest } = await apart();
    const urls = ['a', 'b'].map((name) => `https://media.example/${name}.mp4`);
    await host.do('queue:add', { urls });
    await host.do('queue:loop', { loop: 'all' });
    await heal(guest);
    await heal(guest);
    const { queue } = await host.do('queue:get', {});
    expect(queue).toMatchObject({ version: 2, loop: 'all', items: urls.map((url) => ({ url })) });
    expect(guest.all('queue:updated')).toEqual([{ queue }]);
    // What the guest's own node tells needs no healing.
    const { update } = await guest.do('queue:vote', { itemId: queue.items[0]!.id, isOn: true });
    await heal(guest);
    expect(guest.all('queue:updated')).toEqual([{ queue }, { updates: [update] }]);
  });

  it('[QU7] a video that ends is followed by one, whichever node is first', async () => {
    const { roomId, host, guest } = await apart();
    await host.do('queue:add', { urls: ['a', 'b'].map((name) => `https://media.example/${name}.mp4`) });
    const { playback } = await host.do('video:play', { position: CLOCK_SAMPLE_DURATION_S - 0.1 });
    installation.clock.advance(1_000);
    await Promise.all([near, far].flatMap(({ app }) => [app.goOnInQueues(), app.goOnInQueues()]));
    await heal(guest);
    const { room } = await snapshotOf(guest, roomId);
    expect(room.video).toMatchObject({
      videoUrl: 'https://media.example/a.mp4',
      version: playback.version + 1,
    });
    expect((await guest.do('queue:get', {})).queue.items).toHaveLength(1);
  });

  it('[HL2] tells that the room was closed, and heals it no more', async () => {
    const { roomId, guest } = await apart();
    await anna.call('DELETE', `/api/rooms/${roomId}`);
    await heal(guest);
    await heal(guest);
    const updates = guest.all('room:update');
    expect(updates).toHaveLength(1);
    expect(updates[0]).toMatchObject({ closed: true, room: { id: roomId } });
  });

  it('a newcomer’s full list does not hide from the others what they missed', async () => {
    const { roomId, host, guest } = await apart();
    await host.do('room:leave', {});
    const vera = await installation.person('Vera');
    await enter(vera, { id: roomId }, { url: far.url });
    await heal(guest);
    expect(guest.all('room:participants').flatMap(({ left = [] }) => left)).toEqual([anna.user.id]);
  });

  it('[HL1] tells the first who comes what was true no more when they heard it', async () => {
    const room = await createRoom(anna);
    const host = await enter(anna, room, { url: near.url });
    await (await enter(boris, room, { url: near.url })).do('room:leave', {});
    // Without the other node's leases this one will take Anna for gone the next time.
    await far.app.keeper.reconcile();
    const guest = await boris.connect(far.url);
    const isAnna = ({ userId }: Participant): boolean => userId === anna.user.id;

    const joining = await installation.database.transaction(async (tx) => {
      // Boris gets his seat and hears the room; reading it for him waits for its messages.
      await tx.query({ text: 'LOCK TABLE messages IN ACCESS EXCLUSIVE MODE' });
      const answer = guest.do('room:join', { roomId: room.id });
      await until('the room is being read', async () => (await waitingFor('messages')) > 0);
      await far.app.keeper.reconcile();
      await guest.hears('room:participants', ({ changed = [] }) => changed.some(isAnna));
      await near.app.keeper.reconcile();
      return { answer };
    });
    const { participants } = await joining.answer;
    expect(participants.find(isAnna)?.isOnline).toBe(false);
    expect((await snapshotOf(host, room.id)).participants.find(isAnna)?.isOnline).toBe(true);

    await heal(guest);
    const words = guest.all('room:participants').flatMap(({ changed = [] }) => changed.filter(isAnna));
    expect(words.at(-1)?.isOnline).toBe(true);
  });

  it('whoever claims to know messages that nobody wrote hides none from the others', async () => {
    const room = await createRoom(anna);
    const liar = await boris.connect(far.url);
    await liar.do('room:join', { roomId: room.id, afterSeq: Number.MAX_SAFE_INTEGER });
    const host = await enter(anna, room, { url: near.url });
    const { message } = await host.do('chat:message', { content: 'hello' });
    await heal(liar);
    expect(liar.all('chat:new_message').map(({ message: heard }) => heard.id)).toContain(message.id);
  });

  it('heals itself without being asked', async () => {
    const { host, guest } = await apart();
    const { playback } = await host.do('video:play', { position: 5 });
    expect(await guest.hears('video:state_changed')).toEqual({ playback, reason: 'sync' });
  });

  it('marks a room’s people in SQL as in TypeScript', async () => {
    const { roomId, host } = await apart();
    await host.do('voice:toggle', { enabled: true });
    const { participants } = await snapshotOf(host, roomId);
    const [row] = await installation.database.query<{ sum: number }>({
      text: `SELECT ${ROSTER_SUM} AS sum FROM rooms r WHERE r.id = $1`,
      values: [roomId],
    });
    const marks = participants.map((participant: Participant) => rosterMark(participant));
    expect(new Set(marks).size).toBe(2);
    expect(row?.sum).toBe(marks.reduce((sum, mark) => sum + mark, 0));
    expect((await readRoom(anna, roomId)).participantCount).toBe(2);
  });
});
