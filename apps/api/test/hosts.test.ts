import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Participant, Role, Room } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readMessages, readRoom, snapshotOf } from './kit/room.js';
import type { TestPerson } from './kit/test-person.js';
import type { TestSocket } from './kit/test-socket.js';
import { until } from './kit/until.js';

const PAST_HOST_GRACE_S = 40;

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('hosts $where', ({ withRedis }) => {
  let installation: Installation;
  let first: TestNode;
  let second: TestNode;

  beforeAll(async () => {
    installation = await createInstallation({ SEAT_GRACE_SECONDS: '3600' }, { withRedis });
    first = await installation.bootNode();
    second = withRedis ? await installation.bootNode() : first;
  });
  afterAll(() => installation.dispose());

  interface Party {
    room: Room;
    owner: TestPerson;
    guests: TestPerson[];
    host: TestSocket;
    sockets: TestSocket[];
  }

  /** The owner and three guests, who came one after another. */
  async function party(): Promise<Party> {
    const [owner, ...guests] = (await installation.people(4)) as [TestPerson, ...TestPerson[]];
    const room = await createRoom(owner, { controlMode: 'host' });
    const host = await enter(owner, room, { url: first.url });
    const sockets: TestSocket[] = [];
    for (const guest of guests) {
      sockets.push(await enter(guest, room, { url: second.url }));
      installation.clock.advance(10);
    }
    return { room, owner, guests, host, sockets };
  }

  async function setRole(room: Room, person: TestPerson, role: Role): Promise<void> {
    await installation.database.query({
      text: 'UPDATE room_participants SET role = $3 WHERE room_id = $1 AND user_id = $2',
      values: [room.id, person.user.id, role],
    });
  }

  async function rolesOf(socket: TestSocket, room: Room): Promise<Record<string, Role>> {
    const { participants } = await snapshotOf(socket, room.id);
    return Object.fromEntries(participants.map((participant) => [participant.userId, participant.role]));
  }

  const isAway = (socket: TestSocket, person: TestPerson) =>
    socket.hears('room:participants', (update) =>
      [
        ...(update.left ?? []),
        ...(update.changed ?? []).filter((who) => !who.isOnline).map((who) => who.userId),
      ].includes(person.user.id),
    );

  const notesOf = async (person: TestPerson, room: Room): Promise<string[]> => {
    const { messages } = await readMessages(person, room.id);
    return messages.filter((message) => message.content === 'host_changed').map((message) => message.userId!);
  };

  it('[HO3] an owner whose presence was lost and found again without a word is host again', async () => {
    const { room, owner, host, sockets } = await party();
    await installation.database.query({
      text: `UPDATE room_participants SET away_since = to_timestamp($3::double precision / 1000)
             WHERE room_id = $1 AND user_id = $2`,
      values: [room.id, owner.user.id, installation.clock.now() - PAST_HOST_GRACE_S * 1000],
    });
    await first.app.keeper.enforceGrace();
    expect((await readRoom(owner, room.id)).hostId).not.toBe(owner.user.id);

    await first.app.keeper.reconcile();
    await first.app.keeper.enforceGrace();
    expect((await readRoom(owner, room.id)).hostId).toBe(owner.user.id);
    await host.do('video:play', {});
    expect(Object.values(await rolesOf(sockets[0]!, room)).filter((role) => role === 'host')).toHaveLength(1);
  });

  it('[HO1] the host’s vanishing keeps the room, and before the grace is over nobody replaces them', async () => {
    const { room, owner, host, sockets } = await party();
    host.vanish();
    await isAway(sockets[0]!, owner);
    await installation.pass(10);
    expect((await readRoom(owner, room.id)).hostId).toBe(owner.user.id);
    expect((await sockets[0]!.refused('video:play')).code).toBe('forbidden');
    await sockets[0]!.do('chat:message', { content: 'still on' });
  });

  it('[HO2] after it the longest present acts as host, and the room hears it', async () => {
    const { room, owner, guests, host, sockets } = await party();
    host.vanish();
    await isAway(sockets[0]!, owner);
    for (const socket of sockets) socket.forget();

    await installation.pass(PAST_HOST_GRACE_S);

    const standIn = guests[0]!.user.id;
    for (const socket of sockets) {
      const { room: heard } = await socket.hears('room:update');
      expect(heard).toMatchObject({ id: room.id, hostId: standIn });
      const { changed } = await socket.hears('room:participants', (update) => update.changed?.length === 2);
      const roles = Object.fromEntries(changed!.map((who: Participant) => [who.userId, who.role]));
      expect(roles).toEqual({ [standIn]: 'host', [owner.user.id]: 'participant' });
      const { message } = await socket.hears(
        'chat:new_message',
        (heard) => heard.message.content === 'host_changed',
      );
      expect(message).toMatchObject({ type: 'system', userId: standIn });
    }
    await sockets[0]!.do('video:play', {});
    expect((await sockets[1]!.refused('video:play')).code).toBe('forbidden');
  });

  it('[HO2] a moderator goes before those who came earlier', async () => {
    const { room, owner, guests, host, sockets } = await party();
    await setRole(room, guests[2]!, 'moderator');
    host.vanish();
    await isAway(sockets[0]!, owner);
    await installation.pass(PAST_HOST_GRACE_S);
    await sockets[0]!.hears('room:update', (update) => update.room.hostId === guests[2]!.user.id);
  });

  it('[HO2] somebody who is away is passed over', async () => {
    const { room, owner, guests, host, sockets } = await party();
    await setRole(room, guests[0]!, 'moderator');
    sockets[0]!.vanish();
    host.vanish();
    await isAway(sockets[1]!, guests[0]!);
    await isAway(sockets[1]!, owner);
    await installation.pass(PAST_HOST_GRACE_S);
    await sockets[1]!.hears('room:update', (update) => update.room.hostId === guests[1]!.user.id);
    expect((await readRoom(owner, room.id)).hostId).toBe(guests[1]!.user.id);
  });

  it('[HO3] the owner is host again on return, and the stand-in gets the former role back', async () => {
    const { room, owner, guests, host, sockets } = await party();
    await setRole(room, guests[1]!, 'moderator');
    host.vanish();
    await isAway(sockets[0]!, owner);
    await installation.pass(PAST_HOST_GRACE_S);
    await sockets[0]!.hears('room:update', (update) => update.room.hostId === guests[1]!.user.id);
    for (const socket of sockets) socket.forget();

    const back = await enter(owner, room, { url: second.url });

    for (const socket of sockets) {
      await socket.hears('room:update', (update) => update.room.hostId === owner.user.id);
      const { message } = await socket.hears(
        'chat:new_message',
        (heard) => heard.message.userId === owner.user.id,
      );
      expect(message).toMatchObject({ type: 'system', content: 'host_changed' });
    }
    expect(await rolesOf(back, room)).toEqual({
      [owner.user.id]: 'host',
      [guests[0]!.user.id]: 'participant',
      [guests[1]!.user.id]: 'moderator',
      [guests[2]!.user.id]: 'participant',
    });
    await back.do('video:play', {});
    expect((await sockets[1]!.refused('video:pause')).code).toBe('forbidden');
  });

  it('[HO3] an owner who is back before the grace is over has never been replaced', async () => {
    const { room, owner, guests, host, sockets } = await party();
    host.vanish();
    await isAway(sockets[0]!, owner);
    await installation.pass(10);
    const back = await enter(owner, room, { url: second.url });
    await installation.pass(PAST_HOST_GRACE_S);
    expect(await rolesOf(back, room)).toMatchObject({ [owner.user.id]: 'host' });
    expect(await notesOf(guests[0]!, room)).toEqual([]);
  });

  it('[HO2] a host who leaves of their own will is replaced after the same grace', async () => {
    const { room, owner, guests, host, sockets } = await party();
    await host.do('room:leave', {});
    await isAway(sockets[0]!, owner);
    await installation.pass(10);
    expect((await readRoom(owner, room.id)).hostId).toBe(owner.user.id);
    await installation.pass(PAST_HOST_GRACE_S);
    await sockets[0]!.hears('room:update', (update) => update.room.hostId === guests[0]!.user.id);
  });

  it('[HO2] a stand-in who vanishes is replaced in turn', async () => {
    const { room, owner, guests, host, sockets } = await party();
    host.vanish();
    await isAway(sockets[0]!, owner);
    await installation.pass(PAST_HOST_GRACE_S);
    await sockets[1]!.hears('room:update', (update) => update.room.hostId === guests[0]!.user.id);
    sockets[0]!.vanish();
    await isAway(sockets[1]!, guests[0]!);
    await installation.pass(PAST_HOST_GRACE_S);
    await sockets[2]!.hears('room:update', (update) => update.room.hostId === guests[1]!.user.id);

    const back = await enter(owner, room);
    expect(await rolesOf(back, room)).toEqual({
      [owner.user.id]: 'host',
      [guests[0]!.user.id]: 'participant',
      [guests[1]!.user.id]: 'participant',
      [guests[2]!.user.id]: 'participant',
    });
  });

  it('[HO1] where nobody is left the room waits, and whoever comes first then acts', async () => {
    const { room, owner, guests, host, sockets } = await party();
    for (const socket of [host, ...sockets]) await socket.do('room:leave', {});
    await installation.pass(PAST_HOST_GRACE_S);
    expect(await readRoom(owner, room.id)).toMatchObject({ hostId: owner.user.id, participantCount: 0 });

    const comer = await enter(guests[2]!, room);
    await installation.pass(1);
    await comer.hears('room:update', (update) => update.room.hostId === guests[2]!.user.id);
  });

  it('[HO2] keepers of two nodes that look at once give one stand-in', async () => {
    const { room, owner, guests, host, sockets } = await party();
    host.vanish();
    await isAway(sockets[0]!, owner);
    installation.clock.advance(10_000);
    for (const node of [first, second]) await node.app.keeper.reconcile();
    installation.clock.advance(15_000);
    for (const node of [first, second]) await node.app.keeper.reconcile();
    installation.clock.advance(10_000);

    await Promise.all(
      [first, second, first, second, first, second].map((node) => node.app.keeper.enforceGrace()),
    );

    const { message } = await sockets[0]!.do('chat:message', { content: 'marker' });
    for (const socket of sockets) {
      await socket.hears('chat:new_message', (heard) => heard.message.id === message.id);
    }
    await until('the change of the host is told', async () => (await notesOf(guests[0]!, room)).length > 0);
    expect(await notesOf(guests[0]!, room)).toEqual([guests[0]!.user.id]);
    const hosts = await installation.database.query({
      text: `SELECT user_id FROM room_participants WHERE room_id = $1 AND role = 'host'`,
      values: [room.id],
    });
    expect(hosts).toEqual([{ user_id: guests[0]!.user.id }]);
  });
});

describe('hosts and restarts', () => {
  it('[HO2] a node that goes down with everybody: who comes back first is no host before the grace', async () => {
    const installation = await createInstallation();
    try {
      const before = await installation.bootNode();
      const [owner, guest] = await installation.people(2);
      const room = await createRoom(owner!);
      const host = await enter(owner!, room);
      await enter(guest!, room);
      await before.stop();
      await host.hearsDisconnect();

      const after = await installation.bootNode();
      const back = await enter(guest!, room, { url: after.url });
      await installation.pass(10);
      expect((await snapshotOf(back, room.id)).room.hostId).toBe(owner!.user.id);
      await installation.pass(PAST_HOST_GRACE_S);
      await back.hears('room:update', (update) => update.room.hostId === guest!.user.id);

      const home = await enter(owner!, room, { url: after.url });
      expect((await snapshotOf(home, room.id)).room.hostId).toBe(owner!.user.id);
    } finally {
      await installation.dispose();
    }
  });

  it('[HO2] [SE7] a node that dies without a word: the other one looks after its people', async () => {
    const installation = await createInstallation({}, { withRedis: true });
    try {
      const dying = await installation.bootNode();
      const living = await installation.bootNode();
      const [owner, guest] = await installation.people(2);
      const room = await createRoom(owner!, {});
      await enter(owner!, room, { url: dying.url });
      const there = await enter(guest!, room, { url: living.url });
      // What a killed process leaves behind: seats and leases that nobody renews.
      await dying.stop();
      await installation.database.query({
        text: 'UPDATE room_participants SET away_since = NULL WHERE room_id = $1 AND user_id = $2',
        values: [room.id, owner!.user.id],
      });

      await installation.pass(PAST_HOST_GRACE_S);
      await there.hears('room:participants', (update) => update.changed?.[0]?.isOnline === false);
      await installation.pass(PAST_HOST_GRACE_S);
      await there.hears('room:update', (update) => update.room.hostId === guest!.user.id);
      await installation.pass(30);
      await there.hears('room:participants', (update) => update.left?.includes(owner!.user.id) ?? false);
    } finally {
      await installation.dispose();
    }
  });
});
