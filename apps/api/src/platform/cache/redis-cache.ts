import type { Logger } from '../logger.js';
import { createOutageLog } from '../redis/outage-log.js';
import type { RedisClients } from '../redis/redis-clients.js';
import type { Cache } from './cache.js';

/** Shared by all nodes. While Redis is out everything is a miss and nothing is kept. */
export function createRedisCache({ redis, logger }: { redis: RedisClients; logger: Logger }): Cache {
  const keyOf = (key: string): string => `${redis.namespace}:cache:${key}`;
  const outage = createOutageLog(
    logger,
    { out: 'The cache is out: everything is a miss', back: 'The cache is back' },
    redis.isReady,
  );

  async function orMiss<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      const outcome = await act();
      outage.worked();
      return outcome;
    } catch (error) {
      outage.failed(error);
      return undefined;
    }
  }

  return {
    async get(key) {
      const json = await orMiss(() => redis.commands.get(keyOf(key)));
      if (json === null || json === undefined) return undefined;
      try {
        return JSON.parse(json) as unknown;
      } catch (error) {
        logger.warn('A cached value is not JSON', { key, error });
        return undefined;
      }
    },
    async set(key, value, ttlMs) {
      const json = JSON.stringify(value);
      await orMiss<unknown>(() =>
        ttlMs <= 0
          ? redis.commands.del(keyOf(key))
          : redis.commands.set(keyOf(key), json, 'PX', Math.ceil(ttlMs)),
      );
    },
    async delete(key) {
      await orMiss(() => redis.commands.del(keyOf(key)));
    },
  };
}
