import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SignInResponse } from '@watchparty/shared';
import type { OpenedInstallation } from '../src/operator/operations.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readRoom } from './kit/room.js';
import { launchOf, request } from './kit/test-person.js';
import { TestSocket } from './kit/test-socket.js';

describe.each([
  { where: 'over Redis', withRedis: true },
  { where: 'without Redis', withRedis: false },
])('the operator in another process, $where', ({ withRedis }) => {
  let installation: Installation;
  let operator: OpenedInstallation;
  let nodes: TestNode[];

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    nodes = [await installation.bootNode(), ...(withRedis ? [await installation.bootNode()] : [])];
    operator = await installation.openForOperator();
  });
  afterAll(async () => {
    await operator.close();
    await installation.dispose();
  });

  const signIn = (telegramId: number) =>
    request(nodes[0]!.url, 'POST', '/api/auth/telegram', {
      body: { initData: launchOf({ telegramId, name: 'Anna', now: installation.clock.now() }) },
    });
  /** What each node does every 15 s. */
  const sweep = async (): Promise<void> => {
    for (const node of nodes) await node.app.sweepSessions();
  };

  it('[BN1] bans: sign-in, requests and handshakes are refused on every node, connections end', async () => {
    const anna = await installation.person('Anna', { telegramId: 700 });
    const sockets = await Promise.all(nodes.map((node) => anna.connect(node.url)));
    const others = await installation.people(1);
    const other = await others[0]!.connect();

    expect(await operator.operations.moderation.ban(anna.user.id, 'rude')).toBe(true);

    for (const node of nodes) {
      const answer = await request(node.url, 'GET', '/api/users/me', { token: anna.token });
      expect([answer.status, answer.error?.code]).toEqual([403, 'banned']);
      const posted = await request(node.url, 'POST', '/api/rooms', {
        token: anna.token,
        body: { name: 'x' },
      });
      expect(posted.error?.code).toBe('banned');
      expect(await TestSocket.refusedWith(node.url, anna.token)).toMatchObject({ code: 'banned' });
    }
    const again = await signIn(700);
    expect([again.status, again.error?.code]).toEqual([403, 'banned']);
    if (!withRedis) await sweep();
    for (const socket of sockets) await socket.hearsDisconnect();
    await sweep();
    await other.settled();
    expect(other.isConnected).toBe(true);

    expect(await operator.operations.moderation.unban(anna.user.id)).toBe(true);
    expect((await signIn(700)).status).toBe(200);
    // The ban is over, and the token was not revoked.
    expect((await request(nodes[0]!.url, 'GET', '/api/users/me', { token: anna.token })).status).toBe(200);
  });

  it('[BN2] bans somebody who sits in a room: the seat is free, and nothing that they try works', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!, { controlMode: 'everyone' });
    const host = await enter(owner!, room, { url: nodes.at(-1)!.url });
    const guest = await enter(anna!, room);
    await guest.do('video:play', {});

    await operator.operations.moderation.ban(anna!.user.id);

    expect((await readRoom(owner!, room.id)).participantCount).toBe(1);
    if (withRedis) {
      await guest.hearsDisconnect();
      await host.hears('room:participants', ({ left }) => left?.includes(anna!.user.id) ?? false);
    } else {
      // Nobody has told this node yet.
      expect(await guest.refused('chat:message', { content: 'still here' })).toMatchObject({
        code: 'forbidden',
      });
      expect((await guest.refused('video:pause', {})).code).toBe('forbidden');
      expect((await guest.refused('room:join', { roomId: room.id })).code).toBe('banned');
      const elsewhere = await createRoom(owner!);
      expect((await guest.refused('room:join', { roomId: elsewhere.id })).code).toBe('banned');
      await sweep();
      await guest.hearsDisconnect();
    }
    expect((await readRoom(owner!, room.id)).video.isPlaying).toBe(true);
  });

  it('[BN2] a ban and a join at the same moment: never a seat of somebody banned', async () => {
    const owner = await installation.person('Owner');
    const rooms = await Promise.all(Array.from({ length: 4 }, () => createRoom(owner)));
    for (let round = 0; round < 10; round += 1) {
      const guest = await installation.person('Guest');
      const sockets = await Promise.all(rooms.map(() => guest.connect()));
      const joins = sockets.map((socket, index) =>
        socket.ask('room:join', { roomId: rooms[index]!.id }).catch(() => undefined),
      );
      await Promise.all([operator.operations.moderation.ban(guest.user.id), ...(withRedis ? [] : joins)]);
      for (const socket of sockets) socket.close();
      const seats = await installation.database.query({
        text: `
          SELECT 1 FROM room_participants p JOIN users u ON u.id = p.user_id
          WHERE u.banned_at IS NOT NULL AND p.left_at IS NULL`,
      });
      expect(seats).toEqual([]);
    }
  });

  it('[BN3] revokes sessions: all tokens of before are refused, and those of after hold', async () => {
    const anna = await installation.person('Anna', { telegramId: 701 });
    const second = (await signIn(701)).body as SignInResponse;
    const sockets = [await anna.connect(), await TestSocket.connect(nodes.at(-1)!.url, second.token)];

    await operator.operations.moderation.revokeSessions(anna.user.id);

    const fresh = (await signIn(701)).body as SignInResponse;
    for (const node of nodes) {
      for (const token of [anna.token, second.token]) {
        const answer = await request(node.url, 'GET', '/api/users/me', { token });
        expect([answer.status, answer.error?.code]).toEqual([401, 'unauthorized']);
        expect(await TestSocket.refusedWith(node.url, token)).toMatchObject({ code: 'unauthorized' });
      }
      const answer = await request(node.url, 'GET', '/api/users/me', { token: fresh.token });
      expect(answer.status).toBe(200);
    }
    const later = await TestSocket.connect(nodes[0]!.url, fresh.token);
    if (!withRedis) await sweep();
    for (const socket of sockets) await socket.hearsDisconnect();
    await sweep();
    await later.settled();
    expect(later.isConnected).toBe(true);
    later.close();
  });

  it('[RM6] closes a room: whoever sits there hears it, or is sent back to a door that is gone', async () => {
    const [owner, anna] = await installation.people(2);
    const room = await createRoom(owner!);
    const guest = await enter(anna!, room, { url: nodes.at(-1)!.url });

    await operator.operations.rooms.close(room.id);

    if (withRedis) {
      await guest.hears('room:update', ({ room: { id }, closed }) => id === room.id && closed === true);
    } else {
      await nodes[0]!.app.keeper.reconcile();
      await guest.hearsDisconnect();
      const back = await anna!.connect();
      expect((await back.refused('room:join', { roomId: room.id })).code).toBe('room_not_found');
    }
  });
});
