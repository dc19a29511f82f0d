import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { createMemoryCache } from '../src/platform/cache/memory-cache.js';
import { createRedisCache } from '../src/platform/cache/redis-cache.js';
import { createMemoryPresence } from '../src/platform/presence/memory-presence.js';
import { createRedisPresence } from '../src/platform/presence/redis-presence.js';
import { createRateLimiter } from '../src/platform/rate-limits/create-rate-limiter.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import { createSocketAdapter } from '../src/platform/socket/adapter.js';
import { logLines } from './kit/log-lines.js';
import { until } from './kit/until.js';
import { adapterContract } from './contracts/adapter.contract.js';
import { cacheContract } from './contracts/cache.contract.js';
import { presenceContract } from './contracts/presence.contract.js';
import { rateLimiterContract } from './contracts/rate-limiter.contract.js';

const url = process.env.TEST_REDIS_URL;
const { logger } = logLines();

async function connected(namespace: string): Promise<RedisClients> {
  if (!url) throw new Error('TEST_REDIS_URL is not set: run these tests with pnpm test:integration');
  const redis = connectRedis({ url, logger, namespace });
  await until('Redis is ready', () => redis.isReady());
  return redis;
}

describe('in memory', () => {
  rateLimiterContract('memory', (settings) => createRateLimiter({ ...settings, logger }));
  cacheContract('memory', () => createMemoryCache({ now: Date.now }));
  presenceContract('memory', createMemoryPresence);
  adapterContract('memory', async () => ({ adapters: [createSocketAdapter()], close: async () => {} }));
});

describe('in Redis', () => {
  let redis: RedisClients;
  beforeAll(async () => {
    redis = await connected(randomUUID());
  });
  afterAll(() => redis.close());

  rateLimiterContract('Redis', (settings) => createRateLimiter({ ...settings, redis, logger }));
  cacheContract('Redis', () => createRedisCache({ redis, logger }));
  presenceContract('Redis', (settings) => createRedisPresence({ ...settings, redis, logger }));
  adapterContract('Redis', async () => {
    const namespace = randomUUID();
    const ofNodes = await Promise.all([connected(namespace), connected(namespace)]);
    return {
      adapters: ofNodes.map(createSocketAdapter),
      async close() {
        await Promise.all(ofNodes.map((clients) => clients.close()));
      },
    };
  });
});
