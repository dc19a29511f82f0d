import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { positionAt, type Room } from '@watchparty/shared';
import { createRedisPresence } from '../src/platform/presence/redis-presence.js';
import { connectRedis } from '../src/platform/redis/redis-clients.js';
import {
  createInstallation,
  type Installation,
  requiredVariable,
  type TestNode,
} from './kit/installation.js';
import { logLines } from './kit/log-lines.js';
import { createRoom, enter, readRoom, snapshotOf } from './kit/room.js';
import { until } from './kit/until.js';

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('seats $where', ({ withRedis }) => {
  let installation: Installation;
  let first: TestNode;
  let second: TestNode;

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    first = await installation.bootNode();
    second = withRedis ? await installation.bootNode() : first;
  });
  afterAll(() => installation.dispose());

  const countSeats = async (room: Room): Promise<number> => {
    const [row] = await installation.database.query<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM room_participants WHERE room_id = $1 AND left_at IS NULL',
      values: [room.id],
    });
    return row!.count;
  };

  it('[SE6] one tab comes while the other leaves: the seat is there, and others see it', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room, { url: second.url });
    const tabs = [await anna!.connect(first.url), await anna!.connect(second.url)] as const;
    await tabs[0].do('room:join', { roomId: room.id });
    for (let round = 0; round < 30; round += 1) {
      const [leaving, coming] = round % 2 === 0 ? tabs : [tabs[1], tabs[0]];
      const [, joined] = await Promise.all([
        leaving.ask('room:leave', {}),
        coming.ask('room:join', { roomId: room.id }),
      ]);
      expect(joined.ok).toBe(true);
      await coming.do('chat:message', { content: `round ${round}` });
    }
    const { participants } = await snapshotOf(host, room.id);
    expect(participants.find(({ userId }) => userId === anna!.user.id)).toMatchObject({ isOnline: true });
  });

  it('[SE7] a connection whose seat was freed behind its back is cut, so that its client comes again', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!);
    await enter(owner!, room);
    const lost = await enter(anna!, room);
    await installation.database.query({
      text: 'UPDATE room_participants SET left_at = now() WHERE room_id = $1 AND user_id = $2',
      values: [room.id, anna!.user.id],
    });
    await first.app.keeper.reconcile();
    await lost.hearsDisconnect();
    await (await enter(anna!, room)).do('chat:message', { content: 'back' });
  });

  it('[SE2] of forty who come at the same moment, nine get into a room of ten', async () => {
    const owner = await installation.person('Owner');
    const room = await createRoom(owner, { maxParticipants: 10 });
    const people = await installation.people(40);
    const sockets = await Promise.all(
      people.map((person, index) => person.connect(index % 2 === 0 ? first.url : second.url)),
    );

    const race = { isOver: false };
    const watch = (async () => {
      let most = 0;
      while (!race.isOver) most = Math.max(most, await countSeats(room));
      return most;
    })();
    const answers = await Promise.all(sockets.map((socket) => socket.ask('room:join', { roomId: room.id })));
    race.isOver = true;

    expect(answers.filter((answer) => answer.ok)).toHaveLength(9);
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
    expect(refusals).toEqual(Array.from({ length: 31 }, () => 'room_full'));
    expect(await watch).toBeLessThanOrEqual(9);
    expect(await countSeats(room)).toBe(9);

    // The owner's seat was kept, and nobody else gets the tenth.
    await enter(owner, room);
    expect(await countSeats(room)).toBe(10);
    const late = sockets[answers.findIndex((answer) => !answer.ok)]!;
    expect((await late.refused('room:join', { roomId: room.id })).code).toBe('room_full');
    // Whoever is in may join again in a full room.
    await sockets[answers.findIndex((answer) => answer.ok)]!.do('room:join', { roomId: room.id });
  });

  it('[SE2] of ten connections of one person at the same moment, one seat comes', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const sockets = await Promise.all(
      Array.from({ length: 10 }, (_, index) => guest!.connect(index % 2 === 0 ? first.url : second.url)),
    );

    await Promise.all(sockets.map((socket) => socket.do('room:join', { roomId: room.id })));

    expect(await countSeats(room)).toBe(2);
    const { message } = await host.do('chat:message', { content: 'all here?' });
    await host.hears('chat:new_message', (heard) => heard.message.id === message.id);
    const joined = host.all('room:participants').flatMap((update) => update.joined ?? []);
    expect(joined.map((participant) => participant.userId)).toEqual([guest!.user.id]);
    const notes = host.all('chat:new_message').filter((heard) => heard.message.content === 'joined');
    expect(notes.filter((heard) => heard.message.userId === guest!.user.id)).toHaveLength(1);
  });

  it('[SE2] a seat that is given up is free for the next', async () => {
    const [owner, one, other] = await installation.people(3);
    const room = await createRoom(owner!, { maxParticipants: 2 });
    const seated = await enter(one!, room);
    const waiting = await other!.connect(second.url);
    expect((await waiting.refused('room:join', { roomId: room.id })).code).toBe('room_full');

    await seated.do('room:leave', {});

    expect((await waiting.do('room:join', { roomId: room.id })).you.userId).toBe(other!.user.id);
  });

  it('[SE6] two connections of one person are one participant, who leaves with the last of them', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const phone = await enter(guest!, room, { url: first.url });
    const laptop = await enter(guest!, room, { url: second.url });
    expect((await snapshotOf(host, room.id)).participants).toHaveLength(2);

    await phone.do('room:leave', {});
    // Its message comes after whatever the leaving would have caused, from the node of the laptop.
    const { message } = await laptop.do('chat:message', { content: 'still here' });
    await host.hears('chat:new_message', (heard) => heard.message.id === message.id);
    expect(host.all('room:participants').some((update) => update.left)).toBe(false);
    expect(await countSeats(room)).toBe(2);

    await laptop.do('room:leave', {});
    await host.hears('room:participants', (update) => update.left?.includes(guest!.user.id) ?? false);
    expect(await countSeats(room)).toBe(1);
  });

  it('[SE6] a person with two connections is not away when one of them vanishes', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const phone = await enter(guest!, room, { url: first.url });
    const laptop = await enter(guest!, room, { url: second.url });

    phone.vanish();
    await phone.hearsDisconnect();
    await installation.pass(90);
    expect((await snapshotOf(host, room.id)).participants).toMatchObject([
      { isOnline: true },
      { userId: guest!.user.id, isOnline: true },
    ]);

    laptop.vanish();
    await host.hears(
      'room:participants',
      (update) => update.changed?.some((who) => who.userId === guest!.user.id && !who.isOnline) ?? false,
    );
  });

  it('[SE7] whoever vanishes is away, keeps the seat for the grace and then has left', async () => {
    const [owner, guest, other] = await installation.people(3);
    const room = await createRoom(owner!, { maxParticipants: 2 });
    const host = await enter(owner!, room);
    const vanishing = await enter(guest!, room, { url: second.url });

    vanishing.vanish();
    const { changed } = await host.hears('room:participants', (update) => update.changed !== undefined);
    expect(changed).toMatchObject([{ userId: guest!.user.id, isOnline: false }]);
    await installation.pass(40);
    expect(host.all('room:participants').some((update) => update.left)).toBe(false);
    const waiting = await other!.connect();
    expect((await waiting.refused('room:join', { roomId: room.id })).code).toBe('room_full');

    await installation.pass(30);
    const { left } = await host.hears('room:participants', (update) => update.left !== undefined);
    expect(left).toEqual([guest!.user.id]);
    await waiting.do('room:join', { roomId: room.id });
  });

  it('[SE7] whoever comes back within the grace has the same seat, and nobody hears of a new one', async () => {
    const [owner, guest, other] = await installation.people(3);
    const room = await createRoom(owner!, { maxParticipants: 2 });
    const host = await enter(owner!, room);
    const before = await enter(guest!, room);
    const { you } = await before.do('room:join', { roomId: room.id });
    before.vanish();
    await host.hears('room:participants', (update) => update.changed?.[0]?.isOnline === false);
    expect((await (await other!.connect()).refused('room:join', { roomId: room.id })).code).toBe('room_full');
    host.forget();

    const after = await guest!.connect(second.url);
    const rejoined = await after.do('room:join', { roomId: room.id });

    expect(rejoined.you).toEqual(you);
    const update = await host.hears('room:participants');
    expect(update).toEqual({ changed: [you] });
    const { message } = await after.do('chat:message', { content: 'back' });
    await host.hears('chat:new_message', (heard) => heard.message.id === message.id);
    expect(host.all('room:participants')).toEqual([update]);
    expect(host.all('chat:new_message')).toHaveLength(1);
  });

  it('[SE1] joining another room leaves the first', async () => {
    const [owner, guest] = await installation.people(2);
    const [here, there] = [await createRoom(owner!), await createRoom(owner!)];
    const host = await enter(owner!, here);
    const moving = await enter(guest!, here, { url: second.url });
    host.forget();

    await moving.do('room:join', { roomId: there.id });

    expect(await host.hears('room:participants')).toEqual({ left: [guest!.user.id] });
    expect([await countSeats(here), await countSeats(there)]).toEqual([1, 1]);
    moving.forget();
    await host.do('chat:message', { content: 'gone?' });
    await host.do('video:play', {});
    await host.hears('video:state_changed');
    await (await enter(owner!, there, { url: first.url })).do('chat:message', { content: 'marker' });
    await moving.hears('chat:new_message', (heard) => heard.message.content === 'marker');
    expect(moving.all('chat:new_message').some((heard) => heard.message.roomId === here.id)).toBe(false);
    expect(moving.all('video:state_changed')).toEqual([]);
  });

  it('[SE8] when the last one has gone, the timeline stops where it was', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const watching = await enter(guest!, room, { url: second.url });
    const { playback } = await host.do('video:play', { position: 100 });
    installation.clock.advance(5_000);

    await host.do('room:leave', {});
    expect((await readRoom(owner!, room.id)).video).toEqual(playback);
    const before = installation.clock.now();
    await watching.do('room:leave', {});
    const after = installation.clock.now();

    const { video } = await readRoom(owner!, room.id);
    expect(video).toMatchObject({ isPlaying: false, version: playback.version + 1 });
    expect(video.position).toBeGreaterThanOrEqual(positionAt(playback, before - 1));
    expect(video.position).toBeLessThanOrEqual(positionAt(playback, after + 1));
    installation.clock.advance(10_000);
    expect(positionAt(video, installation.clock.now())).toBe(video.position);
  });

  it('[SE8] when the last one vanishes, it stops where that one saw it last', async () => {
    const owner = await installation.person('Owner');
    const room = await createRoom(owner);
    const host = await enter(owner, room, { url: second.url });
    const { playback } = await host.do('video:play', { position: 100 });
    const before = installation.clock.now();
    host.vanish();
    await until('the owner is away', async () => {
      const [seat] = await installation.database.query<{ away_since: Date | null }>({
        text: 'SELECT away_since FROM room_participants WHERE room_id = $1',
        values: [room.id],
      });
      return seat?.away_since !== null;
    });
    const after = installation.clock.now();

    await installation.pass(90);

    const { video } = await readRoom(owner, room.id);
    expect(video.isPlaying).toBe(false);
    expect(video.position).toBeGreaterThanOrEqual(positionAt(playback, before - 1));
    expect(video.position).toBeLessThanOrEqual(positionAt(playback, after + 1));
  });

  it('[SE7] connections that break while they join leave nothing behind', async () => {
    const owner = await installation.person('Owner');
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    const people = await installation.people(8);
    await Promise.all(
      people.map(async (person, index) => {
        const socket = await person.connect(index % 2 === 0 ? first.url : second.url);
        socket.tell('room:join', { roomId: room.id });
        socket.vanish();
      }),
    );

    await until('all of them are away', async () => {
      const { participants } = await snapshotOf(host, room.id);
      return participants.length === 9 && participants.filter((who) => who.isOnline).length === 1;
    });

    await Promise.all(
      people.map(async (person, index) => {
        const socket = await enter(person, room, { url: index % 2 === 0 ? first.url : second.url });
        await socket.do('room:leave', {});
      }),
    );

    expect((await snapshotOf(host, room.id)).participants).toHaveLength(1);
  });
});

describe('coming and going', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation();
    await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  it('[SE1] the ack of a join carries the whole room', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    await enter(owner!, room);

    const joined = await (await guest!.connect()).do('room:join', { roomId: room.id });

    expect(joined.room).toMatchObject({ id: room.id, participantCount: 2, hostId: owner!.user.id });
    expect(joined.playback).toEqual(joined.room.video);
    expect(joined.participants.map((participant) => participant.userId)).toEqual([
      owner!.user.id,
      guest!.user.id,
    ]);
    expect(joined.you).toEqual({
      userId: guest!.user.id,
      firstName: guest!.name,
      username: guest!.user.username,
      role: 'participant',
      isVoiceEnabled: false,
      isOnline: true,
      joinedAt: expect.any(Number),
    });
    expect(joined.messages.map((message) => message.content)).toEqual(['joined']);
    expect(joined.hasMore).toBe(false);
    expect(Math.abs(joined.serverTime - installation.clock.now())).toBeLessThan(5_000);
  });

  it('[SE1] whoever is refused in the new room stays in the old one', async () => {
    const [owner, guest] = await installation.people(2);
    const here = await createRoom(owner!);
    const locked = await createRoom(owner!, { password: 'open sesame' });
    const host = await enter(owner!, here);
    const moving = await enter(guest!, here);
    host.forget();

    expect((await moving.refused('room:join', { roomId: locked.id })).code).toBe('password_required');

    await moving.do('chat:message', { content: 'still here' });
    await host.settled();
    expect(host.all('room:participants')).toEqual([]);
  });

  it('[SE3] a password is asked once, and never of the owner', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!, { password: 'open sesame' });
    const roomId = room.id;
    await enter(owner!, room);
    const socket = await guest!.connect();

    expect((await socket.refused('room:join', { roomId })).code).toBe('password_required');
    expect((await socket.refused('room:join', { roomId, password: 'open' })).code).toBe('wrong_password');
    expect((await socket.refused('room:join', { roomId, password: 'Open Sesame' })).code).toBe(
      'wrong_password',
    );
    await socket.do('room:join', { roomId, password: 'open sesame' });
    await socket.do('room:leave', {});
    await socket.do('room:join', { roomId });
    await (await guest!.connect()).do('room:join', { roomId, password: 'whatever' });
  });

  it('[SE3] nobody hears of those who do not know the password, nor do these hear the room', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!, { password: 'open sesame' });
    const host = await enter(owner!, room);
    const outside = await guest!.connect();
    await outside.refused('room:join', { roomId: room.id, password: 'wrong' });
    host.forget();

    await host.do('video:play', {});
    await host.do('chat:message', { content: 'psst' });

    await outside.settled();
    expect(outside.heard).toEqual([]);
    await host.settled();
    expect(host.all('room:participants')).toEqual([]);
  });

  it('[SE4] joining again tells nobody anything new', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const socket = await enter(guest!, room);
    await host.hears('chat:new_message', ({ message }) => message.userId === guest!.user.id);
    host.forget();

    await socket.do('room:join', { roomId: room.id });

    await host.settled();
    expect(host.heard).toEqual([]);
  });

  it('[SE5] ten joins cost a viewer ten messages of one participant each', async () => {
    const owner = await installation.person('Owner');
    const room = await createRoom(owner);
    const host = await enter(owner, room);
    expect(host.all('room:participants')).toMatchObject([{ participants: [{ userId: owner.user.id }] }]);
    host.forget();
    const people = await installation.people(10);

    const sockets = await Promise.all(people.map((person) => enter(person, room)));

    await host.settled();
    const updates = host.all('room:participants');
    expect(updates).toHaveLength(10);
    for (const update of updates) {
      expect(Object.keys(update)).toEqual(['joined']);
      expect(update.joined).toHaveLength(1);
    }
    const joined = updates.flatMap((update) => update.joined!.map((participant) => participant.userId));
    expect(joined.sort()).toEqual(people.map((person) => person.user.id).sort());
    for (const socket of sockets) {
      const whole = socket.all('room:participants').filter((update) => update.participants);
      expect(whole).toHaveLength(1);
    }
  });

  it('[SE7] leaving frees the seat at once, and the room is no longer heard', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const leaving = await enter(guest!, room);
    host.forget();
    leaving.forget();

    expect(await leaving.do('room:leave', { roomId: room.id })).toEqual({});

    expect(await host.hears('room:participants')).toEqual({ left: [guest!.user.id] });
    await host.do('chat:message', { content: 'bye' });
    await leaving.settled();
    expect(leaving.heard).toEqual([]);
    expect((await leaving.refused('chat:message', { content: 'me too' })).code).toBe('forbidden');
    expect((await leaving.refused('video:play', {})).code).toBe('forbidden');
    expect(await leaving.do('room:leave', {})).toEqual({});
  });

  it('[SE7] leaving a room that one is not in leaves the own one alone', async () => {
    const [owner, guest] = await installation.people(2);
    const [room, elsewhere] = [await createRoom(owner!), await createRoom(owner!)];
    const socket = await enter(guest!, room);

    await socket.do('room:leave', { roomId: elsewhere.id });

    await socket.do('chat:message', { content: 'still here' });
  });

  it('[SE9] whoever was let in remains a member, and keeps the role', async () => {
    const [owner, guest, stranger] = await installation.people(3);
    const room = await createRoom(owner!);
    await enter(owner!, room);
    const socket = await enter(guest!, room);
    await installation.database.query({
      text: `UPDATE room_participants SET role = 'moderator' WHERE room_id = $1 AND user_id = $2`,
      values: [room.id, guest!.user.id],
    });
    await socket.do('room:leave', {});

    expect((await guest!.request('GET', `/api/rooms/${room.id}/messages`)).status).toBe(200);
    expect((await stranger!.request('GET', `/api/rooms/${room.id}/messages`)).error?.code).toBe('forbidden');
    expect((await socket.do('room:join', { roomId: room.id })).you.role).toBe('moderator');
  });
});

describe('a seat after the death of a node', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis: true });
    await installation.bootNode();
  });
  afterAll(() => installation.dispose());

  /** What a node that was killed leaves behind: a lease of a connection that nobody holds. */
  async function leaveLeaseBehind(roomId: string, userId: string): Promise<void> {
    const { logger } = logLines();
    const target = { kind: 'single', url: requiredVariable('TEST_REDIS_URL') } as const;
    const redis = connectRedis({ target, logger, namespace: installation.schema });
    await until('Redis is ready', () => redis.isReady());
    const presence = createRedisPresence({ redis, ttlMs: 30_000, now: installation.clock.now, logger });
    await presence.renew([{ roomId, userId, socketId: 'of-a-dead-node' }]);
    await redis.close();
  }

  it('[SE7] is free at once when its holder leaves by the connection that stands', async () => {
    const [owner, guest] = await installation.people(2);
    const room = await createRoom(owner!);
    const host = await enter(owner!, room);
    const socket = await enter(guest!, room);
    await leaveLeaseBehind(room.id, guest!.user.id);

    await socket.do('room:leave', {});

    await host.hears('room:participants', ({ left }) => left?.includes(guest!.user.id) ?? false);
  });
});
