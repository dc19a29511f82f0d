import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRedisCache } from '../src/platform/cache/redis-cache.js';
import { createRedisPresence } from '../src/platform/presence/redis-presence.js';
import { createRateLimiter } from '../src/platform/rate-limits/create-rate-limiter.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import { createSocketAdapter } from '../src/platform/socket/adapter.js';
import { logLines } from './kit/log-lines.js';
import { knowEachOther, startNodes, type Nodes } from './contracts/nodes.js';
import { redisServer, type RedisServer } from './kit/redis-server.js';
import { until } from './kit/until.js';

const limit = { points: 3, windowMs: 60_000 };
const lease = { roomId: 'room', userId: 'ann', socketId: 's1' };

describe('when Redis goes away', () => {
  const unhandled: unknown[] = [];
  const noteUnhandled = (reason: unknown): void => void unhandled.push(reason);
  beforeAll(() => void process.on('unhandledRejection', noteUnhandled));
  afterAll(() => void process.off('unhandledRejection', noteUnhandled));

  let server: RedisServer;
  let opened: RedisClients[];
  let nodes: Nodes | undefined;
  beforeEach(async () => {
    server = await redisServer();
    opened = [];
    nodes = undefined;
    unhandled.length = 0;
  });
  afterEach(async () => {
    await nodes?.close();
    await Promise.all(opened.map((redis) => redis.close()));
    await server.kill();
    expect(unhandled).toEqual([]);
  });

  function connect(): { redis: RedisClients; lines: string[] } & ReturnType<typeof partsOn> {
    const { logger, lines } = logLines();
    const redis = connectRedis({ target: server.target, logger });
    opened.push(redis);
    return { redis, lines, ...partsOn(redis, logger) };
  }

  function partsOn(redis: RedisClients, logger: ReturnType<typeof logLines>['logger']) {
    return {
      limiter: createRateLimiter({ name: 'messages', limit, redis, logger }),
      cache: createRedisCache({ redis, logger }),
      presence: createRedisPresence({ redis, ttlMs: 60_000, now: Date.now, logger }),
    };
  }

  async function allowedOf(
    limiter: ReturnType<typeof partsOn>['limiter'],
    tries: number,
  ): Promise<boolean[]> {
    const verdicts = [];
    for (let i = 0; i < tries; i++) verdicts.push(await limiter.consume('user:ann'));
    return verdicts.map((verdict) => verdict.allowed);
  }

  it.each(['sharded', 'classic'] as const)(
    'goes on broadcasting and disconnecting on each node over %s pub/sub, and between them when Redis is back',
    async (kind) => {
      await server.start();
      const [here, there] = [connect(), connect()];
      await until('Redis is ready', () => here.redis.isReady() && there.redis.isReady());
      nodes = await startNodes([
        createSocketAdapter(here.redis, kind),
        createSocketAdapter(there.redis, kind),
      ]);
      const [first, second] = [nodes.servers[0]!, nodes.servers[1]!];
      const near = await nodes.connect(first);
      const thrownOut = await nodes.connect(first);
      const far = await nodes.connect(second);
      for (const { serverSide } of [near, thrownOut, far]) await serverSide.join('room');
      first.to('room').emit('note', 'before');
      await until('all heard it', () =>
        [near, thrownOut, far].every(({ heard }) => heard.includes('before')),
      );

      await server.kill();
      // At once: the adapter does not know of the outage yet, and its publishing fails.
      first.to('room').emit('note', 'at once');
      await until('the outage is noticed', () => !here.redis.isReady() && !there.redis.isReady());
      first.to('room').emit('note', 'during');
      await until('those on the node heard it', () => near.heard.at(-1) === 'during');
      expect(thrownOut.heard).toEqual(['before', 'at once', 'during']);

      expect(await first.in('room').fetchSockets()).toHaveLength(2);
      first.in(thrownOut.socket.id!).socketsJoin('other');
      await until('it is in', async () => (await first.in('other').fetchSockets()).length === 1);
      first.in('other').socketsLeave('other');
      await until('it is out', async () => (await first.in('other').fetchSockets()).length === 0);
      near.socket.on('ask', (answer: (text: string) => void) => answer('near'));
      expect(await first.to(near.socket.id!).timeout(1_000).emitWithAck('ask')).toEqual(['near']);
      first.in(thrownOut.socket.id!).disconnectSockets(true);
      await until('one is thrown out', () => !thrownOut.socket.connected);
      expect(near.socket.connected && far.socket.connected).toBe(true);
      expect(far.heard).toEqual(['before']);

      await server.start();
      await until('Redis is ready', () => here.redis.isReady() && there.redis.isReady());
      await knowEachOther(nodes.servers);
      first.to('room').emit('note', 'after');
      await until('all heard it', () => [near, far].every(({ heard }) => heard.at(-1) === 'after'));
      // What was said in between is not made up for: whoever needs it reads the truth again.
      expect(far.heard).toEqual(['before', 'after']);
    },
  );

  it('limits from memory, misses the cache, refuses to tell presence, and works again afterwards', async () => {
    await server.start();
    const { redis, lines, limiter, cache, presence } = connect();
    await until('Redis is ready', () => redis.isReady());
    await limiter.consume('user:ann');
    await cache.set('video', 'Sintel', 60_000);
    await presence.renew([lease]);
    expect(lines).toEqual([]);

    await server.kill();
    await until('the outage is noticed', () => !redis.isReady());
    expect(await allowedOf(limiter, 5)).toEqual([true, true, true, false, false]);
    await limiter.reset('user:ann');
    expect(await allowedOf(limiter, 1)).toEqual([true]);
    expect(await cache.get('video')).toBeUndefined();
    await cache.set('video', 'Sintel', 60_000);
    await cache.delete('video');
    await presence.renew([lease]);
    await presence.release(lease);
    await expect(presence.online(['room'])).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' });

    await server.start();
    await until('Redis is ready', () => redis.isReady());
    expect(await allowedOf(limiter, 4)).toEqual([true, true, true, false]);
    await cache.set('video', 'Sintel', 60_000);
    expect(await cache.get('video')).toBe('Sintel');
    expect(await presence.online(['room'])).toEqual(new Map([['room', new Set()]]));
    await presence.renew([lease]);
    expect(await presence.online(['room'])).toEqual(new Map([['room', new Set(['ann'])]]));
    expect(lines).toEqual([
      'warn: Redis is out of reach: each node limits, caches and broadcasts on its own until it is back',
      'warn: The limit "messages" is counted by each node on its own',
      'warn: The cache is out: everything is a miss',
      'warn: Presence is out: nobody can be told to be online or gone',
      'info: Redis is back',
      'info: The limit "messages" is counted by all nodes together again',
      'info: The cache is back',
      'info: Presence is back',
    ]);
  });

  it('releases later whom it could not release while Redis was out of its reach', async () => {
    await server.start();
    const [here, there] = [connect(), connect()];
    await until('Redis is ready', () => here.redis.isReady() && there.redis.isReady());
    const stays = { ...lease, userId: 'bob', socketId: 's2' };
    await here.presence.renew([lease, stays]);

    here.redis.commands.disconnect();
    await until('the line is cut', () => !here.redis.isReady());
    await here.presence.release(lease);
    await here.presence.release(stays);
    expect(await there.presence.online(['room'])).toEqual(new Map([['room', new Set(['ann', 'bob'])]]));

    await here.redis.commands.connect();
    await here.presence.renew([stays]);
    expect(await there.presence.online(['room'])).toEqual(new Map([['room', new Set(['bob'])]]));
  });

  it('starts without Redis and takes it up when it comes', async () => {
    const { redis, lines, limiter, presence } = connect();
    expect(await allowedOf(limiter, 4)).toEqual([true, true, true, false]);
    await expect(presence.online(['room'])).rejects.toMatchObject({ code: 'unavailable' });
    await until('the outage is in the log', () => lines.some((line) => line.includes('out of reach')));
    expect(redis.isReady()).toBe(false);

    await server.start();
    await until('Redis is ready', () => redis.isReady());
    expect(await allowedOf(limiter, 4)).toEqual([true, true, true, false]);
    expect(await redis.commands.keys('*')).toEqual(['watchparty:limit:messages:user:ann']);
  });

  it('gives up on a Redis that keeps the connection and answers nothing', async () => {
    await server.start();
    const { redis, limiter, cache } = connect();
    await until('Redis is ready', () => redis.isReady());
    server.freeze();
    const startedAt = performance.now();
    expect(await allowedOf(limiter, 4)).toEqual([true, true, true, false]);
    expect(await cache.get('video')).toBeUndefined();
    // Five answers that each are given up after a second.
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    await until('the connection is dropped', () => !redis.isReady());
  });

  it('closes without a word while Redis is away', async () => {
    const { redis, lines } = connect();
    await until('the outage is in the log', () => lines.length > 0);
    const alone = await startNodes([createSocketAdapter(redis, 'sharded')]);
    await alone.close();
    await redis.close();
    await expect(redis.commands.ping()).rejects.toThrow();
    expect(lines).toHaveLength(1);
  });
});
