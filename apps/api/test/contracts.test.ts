import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { createMemoryCache } from '../src/platform/cache/memory-cache.js';
import { createRedisCache } from '../src/platform/cache/redis-cache.js';
import { createMemoryPresence } from '../src/platform/presence/memory-presence.js';
import { createRedisPresence } from '../src/platform/presence/redis-presence.js';
import { createRateLimiter } from '../src/platform/rate-limits/create-rate-limiter.js';
import type { PubSubKind } from '../src/platform/redis/pub-sub-kind.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import type { RedisTarget } from '../src/platform/redis/redis-target.js';
import { createMemoryRoundTrips } from '../src/platform/round-trips/memory-round-trips.js';
import { createRedisRoundTrips } from '../src/platform/round-trips/redis-round-trips.js';
import { createSocketAdapter } from '../src/platform/socket/adapter.js';
import { requiredVariable } from './kit/installation.js';
import { logLines } from './kit/log-lines.js';
import { redisCluster, type RedisCluster } from './kit/redis-cluster.js';
import { until } from './kit/until.js';
import { adapterContract, type AdapterSetting } from './contracts/adapter.contract.js';
import { cacheContract } from './contracts/cache.contract.js';
import { presenceContract } from './contracts/presence.contract.js';
import { rateLimiterContract } from './contracts/rate-limiter.contract.js';
import { roundTripsContract } from './contracts/round-trips.contract.js';

const { logger } = logLines();

async function connected(target: RedisTarget, namespace: string): Promise<RedisClients> {
  const redis = connectRedis({ target, logger, namespace });
  await until('Redis is ready', () => redis.isReady());
  return redis;
}

/** Two nodes on one Redis. */
async function nodesOn(target: RedisTarget, kind: PubSubKind): Promise<AdapterSetting> {
  const namespace = randomUUID();
  const ofNodes = await Promise.all([connected(target, namespace), connected(target, namespace)]);
  return {
    adapters: ofNodes.map((redis) => createSocketAdapter(redis, kind)),
    async close() {
      await Promise.all(ofNodes.map((clients) => clients.close()));
    },
  };
}

function storeContracts(implementation: string, target: () => RedisTarget): void {
  let redis: RedisClients;
  beforeAll(async () => {
    redis = await connected(target(), randomUUID());
  });
  afterAll(() => redis.close());

  rateLimiterContract(implementation, (settings) => createRateLimiter({ ...settings, redis, logger }));
  cacheContract(implementation, () => createRedisCache({ redis, logger }));
  presenceContract(implementation, (settings) => createRedisPresence({ ...settings, redis, logger }));
  roundTripsContract(implementation, (settings) =>
    Array.from({ length: 3 }, () => createRedisRoundTrips({ ...settings, redis, logger })),
  );
}

describe('in memory', () => {
  rateLimiterContract('memory', (settings) => createRateLimiter({ ...settings, logger }));
  cacheContract('memory', () => createMemoryCache({ now: Date.now }));
  presenceContract('memory', createMemoryPresence);
  roundTripsContract('memory', () => [createMemoryRoundTrips()]);
  adapterContract('memory', async () => ({ adapters: [undefined], close: async () => {} }));
});

describe('in Redis', () => {
  const target = (): RedisTarget => ({ kind: 'single', url: requiredVariable('TEST_REDIS_URL') });
  storeContracts('Redis', target);
  adapterContract('classic pub/sub', () => nodesOn(target(), 'classic'));
  adapterContract('sharded pub/sub', () => nodesOn(target(), 'sharded'));
});

describe('in a Redis cluster', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await redisCluster();
  });
  afterAll(() => cluster.stop());

  storeContracts('Redis cluster', () => cluster.target);
  adapterContract('sharded pub/sub in a cluster', () => nodesOn(cluster.target, 'sharded'));
});
