import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRedisCache } from '../src/platform/cache/redis-cache.js';
import { createRedisPresence } from '../src/platform/presence/redis-presence.js';
import { createRateLimiter } from '../src/platform/rate-limits/create-rate-limiter.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import { createRedisRoundTrips } from '../src/platform/round-trips/redis-round-trips.js';
import { rttHistogramOf } from '../src/platform/round-trips/rtt-histogram.js';
import { logLines } from './kit/log-lines.js';
import { until } from './kit/until.js';

describe('what is kept in Redis', () => {
  const { logger, lines } = logLines();
  const namespace = randomUUID();
  let redis: RedisClients;
  beforeAll(async () => {
    const target = { kind: 'single', url: process.env.TEST_REDIS_URL! } as const;
    redis = connectRedis({ target, logger, namespace });
    await until('Redis is ready', () => redis.isReady());
  });
  afterAll(() => redis.close());

  it('stands under the namespace and goes by itself in the end', async () => {
    const limit = { points: 3, windowMs: 60_000 };
    const leases = [{ roomId: 'r', userId: 'ann', socketId: 's' }];
    await createRateLimiter({ name: 'api', limit, redis, logger }).consume('user:ann');
    await createRedisCache({ redis, logger }).set('video', 'Sintel', 60_000);
    await createRedisPresence({ redis, ttlMs: 60_000, now: Date.now, logger }).renew(leases);
    const roundTrips = createRedisRoundTrips({ redis, ttlMs: 60_000, now: Date.now, logger });
    await roundTrips.exchange(new Map([['r', rttHistogramOf([80])]]));

    const keys = await redis.commands.keys(`${namespace}*`);
    expect(keys.sort()).toEqual([
      `${namespace}:cache:video`,
      `${namespace}:limit:api:user:ann`,
      `${namespace}:presence:r`,
      `${namespace}:round-trips:r`,
    ]);
    for (const key of keys) {
      const remainingMs = await redis.commands.pttl(key);
      expect(remainingMs).toBeGreaterThan(50_000);
      expect(remainingMs).toBeLessThanOrEqual(60_000);
    }
  });

  it('loses the leases that ran out when a room is renewed', async () => {
    let nowMs = 1_800_000_000_000;
    const presence = createRedisPresence({ redis, ttlMs: 30_000, now: () => nowMs, logger });
    await presence.renew([{ roomId: 'trimmed', userId: 'ann', socketId: 's1' }]);
    nowMs += 30_000;
    await presence.renew([{ roomId: 'trimmed', userId: 'bob', socketId: 's2' }]);
    expect(await redis.commands.zrange(`${namespace}:presence:trimmed`, '0', '-1')).toEqual(['bob:s2']);
  });

  it('holds one entry of a node, whatever it told before', async () => {
    const roundTrips = createRedisRoundTrips({ redis, ttlMs: 60_000, now: Date.now, logger });
    for (const rttMs of [20, 200, 400])
      await roundTrips.exchange(new Map([['told', rttHistogramOf([rttMs])]]));
    expect(await redis.commands.zcard(`${namespace}:round-trips:told`)).toBe(1);
  });

  it('is a miss, with a line in the log, when a cached value is not JSON', async () => {
    await redis.commands.set(`${namespace}:cache:broken`, '{');
    expect(await createRedisCache({ redis, logger }).get('broken')).toBeUndefined();
    expect(lines).toContain('warn: A cached value is not JSON');
  });

  it('is of no use, but does no harm, when it is of a wrong type', async () => {
    const limit = { points: 1, windowMs: 60_000 };
    await redis.commands.lpush(`${namespace}:limit:odd:ann`, 'not a number');
    await redis.commands.lpush(`${namespace}:presence:odd`, 'not a set');
    const limiter = createRateLimiter({ name: 'odd', limit, redis, logger });
    expect((await limiter.consume('ann')).allowed).toBe(true);
    expect((await limiter.consume('ann')).allowed).toBe(false);
    expect(lines.filter((line) => line.includes('The limit "odd" is counted by each node'))).toHaveLength(1);

    const presence = createRedisPresence({ redis, ttlMs: 30_000, now: Date.now, logger });
    await presence.renew([{ roomId: 'odd', userId: 'ann', socketId: 's' }]);
    expect(await presence.online(['odd', 'even'])).toEqual(new Map([['even', new Set()]]));
    await redis.commands.lpush(`${namespace}:round-trips:odd`, 'not a set');
    const roundTrips = createRedisRoundTrips({ redis, ttlMs: 30_000, now: Date.now, logger });
    expect(await roundTrips.exchange(new Map([['odd', rttHistogramOf([80])]]))).toEqual(new Map());
    await expect(presence.online(['odd'])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
