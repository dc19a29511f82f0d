import { describe, expect, it } from '@jest/globals';
import { consumeOrThrow, type RateLimiter, type RateLimitVerdict } from './rate-limiter.js';

function answering(verdict: RateLimitVerdict): RateLimiter {
  return {
    name: 'messages',
    limit: { points: 30, windowMs: 60_000 },
    consume: async () => verdict,
    giveBack: async () => {},
    reset: async () => {},
  };
}

describe('consumeOrThrow', () => {
  it('says nothing while the limit allows', async () => {
    const limiter = answering({ allowed: true, limit: 30, remaining: 0, resetMs: 60_000 });
    await expect(consumeOrThrow(limiter, 'user:a')).resolves.toBeUndefined();
  });

  it.each([
    [60_000, 60],
    [1_001, 2],
    [1_000, 1],
    [1, 1],
    [0, 1],
  ])('with %d ms to go it tells to wait %d s', async (resetMs, retryAfter) => {
    const limiter = answering({ allowed: false, limit: 30, remaining: 0, resetMs });
    await expect(consumeOrThrow(limiter, 'user:a')).rejects.toMatchObject({
      name: 'AppError',
      code: 'rate_limited',
      status: 429,
      retryAfter,
    });
  });
});
