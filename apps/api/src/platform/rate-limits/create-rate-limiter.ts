import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Logger } from '../logger.js';
import { createOutageLog } from '../redis/outage-log.js';
import type { RedisClients } from '../redis/redis-clients.js';
import type { RateLimit } from './rate-limit.js';
import type { RateLimiter, RateLimitVerdict } from './rate-limiter.js';

export interface RateLimiterOptions {
  name: string;
  limit: RateLimit;
  /** Without it each process counts for itself. */
  redis?: RedisClients;
  logger: Logger;
}

/** Counts in Redis for all nodes together, and in memory where there is no Redis or while it is out. */
export function createRateLimiter({ name, limit, redis, logger }: RateLimiterOptions): RateLimiter {
  const settings = { points: limit.points, duration: limit.windowMs / 1_000 };
  const memory = new RateLimiterMemory({ ...settings, keyPrefix: name });
  if (!redis) {
    return {
      name,
      limit,
      consume: async (key) => verdictOf(limit, await countOne(memory, key)),
      async giveBack(key) {
        await memory.reward(key);
      },
      async reset(key) {
        await memory.delete(key);
      },
    };
  }

  const shared = new RateLimiterRedis({
    ...settings,
    keyPrefix: `${redis.namespace}:limit:${name}`,
    storeClient: redis.commands,
    rejectIfRedisNotReady: true,
  });
  const outage = createOutageLog(
    logger,
    {
      out: `The limit "${name}" is counted by each node on its own`,
      back: `The limit "${name}" is counted by all nodes together again`,
    },
    redis.isReady,
  );

  // The package's own insuranceLimiter does the same without a word, and a limit that is no longer shared must be
  // seen in the log, also when Redis answers but refuses (out of memory, read-only).
  async function inRedisOrMemory<T>(act: (limiter: RateLimiterAbstract) => Promise<T>): Promise<T> {
    try {
      const outcome = await act(shared);
      outage.worked();
      return outcome;
    } catch (error) {
      outage.failed(error);
      return act(memory);
    }
  }

  return {
    name,
    limit,
    consume: async (key) => verdictOf(limit, await inRedisOrMemory((limiter) => countOne(limiter, key))),
    async giveBack(key) {
      await inRedisOrMemory((limiter) => limiter.reward(key));
    },
    async reset(key) {
      await memory.delete(key);
      await inRedisOrMemory((limiter) => limiter.delete(key));
    },
  };
}

/** The package throws a count that is over the limit as it throws errors; here only errors are thrown. */
async function countOne(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (outcome) {
    if (outcome instanceof RateLimiterRes) return outcome;
    throw outcome;
  }
}

function verdictOf(limit: RateLimit, count: RateLimiterRes): RateLimitVerdict {
  return {
    allowed: count.consumedPoints <= limit.points,
    limit: limit.points,
    remaining: count.remainingPoints,
    resetMs: Math.max(0, count.msBeforeNext),
  };
}
