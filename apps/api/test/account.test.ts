import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { positionAt } from '@watchparty/shared';
import { createInstallation, type Installation } from './kit/installation.js';
import { createRoom, enter, readMessages, readRoom, snapshotOf } from './kit/room.js';
import { request } from './kit/test-person.js';
import { TestSocket } from './kit/test-socket.js';

describe.each([
  { where: 'on one node', withRedis: false },
  { where: 'on two nodes with Redis', withRedis: true },
])('erasing oneself $where', ({ withRedis }) => {
  let installation: Installation;
  let urls: [string, string];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    const first = await installation.bootNode();
    const second = withRedis ? await installation.bootNode() : first;
    urls = [first.url, second.url];
  });
  afterAll(() => installation.dispose());

  it('[AU8] tokens are refused, connections end, and a new sign-in makes somebody new', async () => {
    const anna = await installation.person('Anna', { telegramId: 500 });
    const sockets = [await anna.connect(urls[0]), await anna.connect(urls[1])];

    const answer = await anna.request('DELETE', '/api/users/me');

    expect([answer.status, answer.body]).toEqual([204, undefined]);
    for (const socket of sockets) await socket.hearsDisconnect();
    for (const url of urls) {
      expect((await request(url, 'GET', '/api/users/me', { token: anna.token })).error?.code).toBe(
        'unauthorized',
      );
      expect(await TestSocket.refusedWith(url, anna.token)).toMatchObject({ code: 'unauthorized' });
    }
    const again = await installation.person('Anna', { telegramId: 500 });
    expect(again.user.id).not.toBe(anna.user.id);
    expect(await again.call('GET', '/api/users/me/stats')).toMatchObject({
      roomsCreated: 0,
      messagesSent: 0,
    });
  });

  it('[AU8] everything of theirs goes, messages included, and what others wrote stays', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!, { controlMode: 'everyone' });
    const host = await enter(owner!, room, { url: urls[1] });
    const guest = await enter(anna!, room);
    await host.do('chat:message', { content: 'stays' });
    await guest.do('chat:message', { content: 'goes' });
    await guest.do('video:play', {});
    await guest.do('video:change', { url: 'https://media.example/film.mp4' });

    await anna!.call('DELETE', '/api/users/me');

    await host.hears('room:participants', (update) => update.left?.includes(anna!.user.id) ?? false);
    const { messages } = await readMessages(owner!, room.id);
    expect(messages.map((message) => message.content)).toEqual(['stays']);
    expect((await snapshotOf(host, room.id)).participants.map((who) => who.userId)).toEqual([owner!.user.id]);
    expect((await readRoom(owner!, room.id)).video).not.toHaveProperty('updatedBy');
    const traces = await installation.database.query({
      text: `
        SELECT 1 FROM room_participants WHERE user_id = $1
        UNION ALL SELECT 1 FROM messages WHERE user_id = $1
        UNION ALL SELECT 1 FROM user_stats WHERE user_id = $1
        UNION ALL SELECT 1 FROM watch_days WHERE user_id = $1
        UNION ALL SELECT 1 FROM achievements WHERE user_id = $1
        UNION ALL SELECT 1 FROM companions WHERE $1 IN (user_id, other_id)
        UNION ALL SELECT 1 FROM watched_company WHERE $1 IN (user_id, other_id)
        UNION ALL SELECT 1 FROM open_pages WHERE user_id = $1
        UNION ALL SELECT 1 FROM users WHERE id = $1`,
      values: [anna!.user.id],
    });
    expect(traces).toEqual([]);
    const { message } = await host.do('chat:message', { content: 'after' });
    expect(message.seq).toBeGreaterThan(messages.at(-1)!.seq);
  });

  it('[AU8] a room of theirs goes to a moderator who sits in it, else to the longest present', async () => {
    const [anna, ...guests] = await installation.people(4);
    const [moderated, plain] = [await createRoom(anna!), await createRoom(anna!)];
    await enter(anna!, moderated);
    const sockets = [];
    for (const guest of guests) {
      sockets.push(await enter(guest, moderated, { url: urls[1] }));
      await enter(guest, plain);
      installation.clock.advance(10);
    }
    await installation.database.query({
      text: `UPDATE room_participants SET role = 'moderator' WHERE room_id = $1 AND user_id = $2`,
      values: [moderated.id, guests[2]!.user.id],
    });

    await anna!.call('DELETE', '/api/users/me');

    await sockets[0]!.hears('room:update', ({ room }) => room.hostId === guests[2]!.user.id);
    const { message } = await sockets[0]!.hears(
      'chat:new_message',
      (heard) => heard.message.content === 'host_changed',
    );
    expect(message.userId).toBe(guests[2]!.user.id);
    expect((await readRoom(guests[0]!, plain.id)).hostId).toBe(guests[0]!.user.id);
    await sockets[2]!.do('video:play', {});
    // Theirs for good: they may delete it.
    await guests[2]!.call('DELETE', `/api/rooms/${moderated.id}`);
    await guests[0]!.call('DELETE', `/api/rooms/${plain.id}`);
  });

  it('[AU8] a room where nobody sits goes too, and the lobby hears it', async () => {
    const [anna, former] = await installation.people(2);
    const room = await createRoom(anna!);
    const left = await enter(former!, room);
    await left.do('room:leave', {});
    await enter(anna!, room);
    const watcher = await former!.connect(urls[1]);
    await watcher.do('lobby:watch', {});

    await anna!.call('DELETE', '/api/users/me');

    expect((await former!.request('GET', `/api/rooms/${room.id}`)).error?.code).toBe('room_not_found');
    await watcher.hears('lobby:room_removed', ({ roomId }) => roomId === room.id);
  });

  it('[AU8] a room for which they stood in goes back to its owner', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!);
    const guest = await enter(anna!, room);
    await installation.pass(40);
    await guest.hears('room:update', (update) => update.room.hostId === anna!.user.id);
    await anna!.call('DELETE', '/api/users/me');
    expect((await readRoom(owner!, room.id)).hostId).toBe(owner!.user.id);
    const back = await enter(owner!, room);
    expect((await snapshotOf(back, room.id)).you.role).toBe('host');
  });

  it('[AU8] whoever erases themselves in the middle of everything is erased, and nothing breaks', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [owner, guest] = await installation.people(2);
      const room = await createRoom(owner!, { controlMode: 'everyone' });
      const host = await enter(owner!, room, { url: urls[0] });
      const other = await enter(guest!, room, { url: urls[1] });
      const busy = Array.from({ length: 12 }, (_, index) => {
        const socket = index % 2 === 0 ? host : other;
        socket.tell('chat:message', { content: `line ${index}` });
        socket.tell('video:seek', { position: index });
        return socket;
      });
      expect((await owner!.request('DELETE', '/api/users/me')).status).toBe(204);
      await other.settled();
      const codes = busy.flatMap((socket) => socket.all('error').map((error) => error.code));
      expect(codes).not.toContain('internal');
    }
  });

  it('[SE8] the last one who sits there stops the timeline by erasing themselves', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!, { controlMode: 'everyone' });
    const guest = await enter(anna!, room);
    const { playback } = await guest.do('video:play', { position: 10 });
    installation.clock.advance(5_000);
    await anna!.call('DELETE', '/api/users/me');
    const { video } = await readRoom(owner!, room.id);
    expect(video.isPlaying).toBe(false);
    expect(video.position).toBeGreaterThanOrEqual(10);
    expect(video.position).toBeLessThanOrEqual(positionAt(playback, installation.clock.now() + 1));
  });
});

it('statistics count what somebody has done', async () => {
  const installation = await createInstallation();
  try {
    await installation.bootNode();
    const [anna, boris] = await installation.people(2);
    expect(await boris!.call('GET', '/api/users/me/stats')).toMatchObject({
      totalWatchTime: 0,
      roomsCreated: 0,
      roomsJoined: 0,
      messagesSent: 0,
      achievements: [],
      updatedAt: expect.any(Number),
    });
    const room = await createRoom(anna!);
    const socket = await enter(boris!, room);
    await socket.do('chat:message', { content: 'one' });
    await socket.do('chat:message', { content: 'two' });
    await socket.do('room:leave', {});
    await socket.do('room:join', { roomId: room.id });
    const stats = await boris!.call('GET', '/api/users/me/stats');
    expect(stats).toMatchObject({ roomsJoined: 1, messagesSent: 2, roomsCreated: 0 });
    // Looking at them is nothing that somebody has done.
    expect(await boris!.call('GET', '/api/users/me/stats')).toEqual(stats);
    expect(await anna!.call('GET', '/api/users/me/stats')).toMatchObject({ roomsCreated: 1 });
  } finally {
    await installation.dispose();
  }
});
