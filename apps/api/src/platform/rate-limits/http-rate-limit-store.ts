import type { Store } from 'express-rate-limit';
import type { Now } from '../now.js';
import type { RateLimiter } from './rate-limiter.js';

/**
 * Lets express-rate-limit count through a RateLimiter, so that HTTP and sockets share one way of counting and one
 * fallback. rate-limit-redis would be a second way: with counters of its own, and without a memory to fall back on,
 * so that losing Redis would refuse every request or limit none.
 */
export function createHttpRateLimitStore(limiter: RateLimiter, now: Now = Date.now): Store {
  return {
    // Tells the middleware's check for double counting that two stores may see one key in one request.
    prefix: `${limiter.name}:`,
    localKeys: false,
    async increment(key) {
      const { allowed, limit, remaining, resetMs } = await limiter.consume(key);
      return {
        // Beyond the limit the middleware only asks whether it is passed, not by how much.
        totalHits: allowed ? limit - remaining : limit + 1,
        resetTime: new Date(now() + resetMs),
      };
    },
    decrement() {
      throw new Error(
        'A RateLimiter takes no point back: skipSuccessfulRequests and the like cannot be used',
      );
    },
    resetKey: (key) => limiter.reset(key),
  };
}
