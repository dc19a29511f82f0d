import { AppError } from '../errors.js';
import type { RateLimit } from './rate-limit.js';

export interface RateLimitVerdict {
  allowed: boolean;
  /** Points of a whole window. */
  limit: number;
  /** Points left in this window. */
  remaining: number;
  /** Milliseconds until the window ends and all points are back. */
  resetMs: number;
}

/** Counts what happens under a key (`user:<id>`, an address) and says when it is too much. */
export interface RateLimiter {
  /** Keeps the counters of different limiters apart. */
  readonly name: string;
  readonly limit: RateLimit;
  /** Takes a point. A refused try takes none of the next window's, nor does it put off its start. */
  consume(key: string): Promise<RateLimitVerdict>;
  /** Gives a point back that was taken for what turned out not to count. */
  giveBack(key: string): Promise<void>;
  /** Gives all points back, as the right password does after wrong ones. */
  reset(key: string): Promise<void>;
}

/** @throws AppError `rate_limited` with the seconds to wait, when the key has no points left. */
export async function consumeOrThrow(limiter: RateLimiter, key: string): Promise<void> {
  const verdict = await limiter.consume(key);
  if (!verdict.allowed) throw rateLimitedError(verdict.resetMs);
}

export function rateLimitedError(resetMs: number): AppError {
  return new AppError('rate_limited', 'Too much in too short a time. Try again later.', {
    retryAfter: Math.max(1, Math.ceil(resetMs / 1_000)),
  });
}

/** Tells of every refusal, for the metrics. */
export function watchRefusals(limiter: RateLimiter, onRefused: (name: string) => void): RateLimiter {
  return {
    ...limiter,
    async consume(key) {
      const verdict = await limiter.consume(key);
      if (!verdict.allowed) onRefused(limiter.name);
      return verdict;
    },
  };
}
