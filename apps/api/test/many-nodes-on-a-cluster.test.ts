import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { redisCluster, type RedisCluster } from './kit/redis-cluster.js';
import { createRoom, enter, snapshotOf } from './kit/room.js';
import { request } from './kit/test-person.js';

describe('two nodes on a Redis cluster', () => {
  let cluster: RedisCluster;
  let installation: Installation;
  let first: TestNode;
  let second: TestNode;
  beforeAll(async () => {
    cluster = await redisCluster();
    installation = await createInstallation({ REDIS_URL: cluster.url, RATE_LIMIT_API: '40/15m' });
    first = await installation.bootNode();
    second = await installation.bootNode();
  });
  afterAll(async () => {
    await installation.dispose();
    await cluster.stop();
  });

  it('are one place for the people of a room', async () => {
    const anna = await installation.person('Anna', { node: first });
    const boris = await installation.person('Boris', { node: second });
    const room = await createRoom(anna);
    const [here, there] = [await enter(anna, room), await enter(boris, room)];
    await here.hears('room:participants', ({ joined }) => joined?.[0]?.userId === boris.user.id);

    const { message } = await there.do('chat:message', { content: 'hi' });
    await here.hears('chat:new_message', (heard) => heard.message.id === message.id);
    await here.do('video:play', {});
    await there.hears('video:state_changed', ({ playback }) => playback.isPlaying);

    // Presence: the keepers of both nodes see each other's people, so nobody is taken for gone.
    await installation.pass(40);
    const { participants } = await snapshotOf(here, room.id);
    expect(participants.map(({ isOnline }) => isOnline)).toEqual([true, true]);
    boris.close();
    await here.hears('room:participants', ({ changed }) => changed?.[0]?.isOnline === false);

    const watcher = await anna.connect(second.url);
    await watcher.do('lobby:watch', {});
    const again = await enter(boris, room);
    await anna.call('DELETE', `/api/rooms/${room.id}`);
    await again.hears('room:update', ({ closed }) => closed === true);
  });

  it('count together', async () => {
    const anna = await installation.person('Anna', { node: first });
    const statuses: number[] = [];
    for (let call = 0; call < 41; call++) {
      const { url } = call % 2 ? first : second;
      statuses.push((await request(url, 'GET', '/api/users/me', { token: anna.token })).status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(statuses.at(-1)).toBe(429);
  });

  it('end a session together', async () => {
    const anna = await installation.person('Anna', { node: first });
    const there = await anna.connect(second.url);
    await there.settled();
    await anna.call('POST', '/api/auth/logout');
    await there.hearsDisconnect();
  });
});
