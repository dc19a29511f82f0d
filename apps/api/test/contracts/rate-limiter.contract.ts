import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RateLimit } from '../../src/platform/rate-limits/rate-limit.js';
import { consumeOrThrow, type RateLimiter } from '../../src/platform/rate-limits/rate-limiter.js';
import { until } from '../kit/until.js';

/** What every RateLimiter must do. `make` gives a new one, which shares counters with those of its own name only. */
export function rateLimiterContract(
  implementation: string,
  make: (settings: { name: string; limit: RateLimit }) => RateLimiter,
): void {
  describe(`RateLimiter: ${implementation}`, () => {
    const limit = { points: 3, windowMs: 60_000 };
    let limiter: RateLimiter;
    beforeEach(() => {
      limiter = make({ name: randomUUID(), limit });
    });

    it('allows as many as the limit says, and tells how many are left', async () => {
      const verdicts = [];
      for (let i = 0; i < 5; i++) verdicts.push(await limiter.consume('user:a'));
      expect(verdicts.map((verdict) => verdict.allowed)).toEqual([true, true, true, false, false]);
      expect(verdicts.map((verdict) => verdict.remaining)).toEqual([2, 1, 0, 0, 0]);
      expect(verdicts.map((verdict) => verdict.limit)).toEqual([3, 3, 3, 3, 3]);
    });

    it('tells how long the window still lasts, which refused tries do not prolong', async () => {
      const first = await limiter.consume('user:a');
      expect(first.resetMs).toBeGreaterThan(50_000);
      expect(first.resetMs).toBeLessThanOrEqual(limit.windowMs);
      let last = first;
      for (let i = 0; i < 10; i++) last = await limiter.consume('user:a');
      expect(last.allowed).toBe(false);
      expect(last.resetMs).toBeLessThanOrEqual(first.resetMs);
    });

    it('allows no more than the limit to tries that come at once', async () => {
      const verdicts = await Promise.all(Array.from({ length: 20 }, () => limiter.consume('user:a')));
      expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(limit.points);
    });

    it('counts keys apart, and limiters of different names', async () => {
      for (let i = 0; i < 4; i++) await limiter.consume('user:a');
      const other = make({ name: randomUUID(), limit });
      expect((await limiter.consume('user:b')).remaining).toBe(2);
      expect((await other.consume('user:a')).remaining).toBe(2);
    });

    it('gives the points back when the window has ended', async () => {
      const brief = make({ name: randomUUID(), limit: { points: 1, windowMs: 1_000 } });
      await brief.consume('user:a');
      expect((await brief.consume('user:a')).allowed).toBe(false);
      await until('the window has ended', async () => (await brief.consume('user:a')).allowed);
    });

    it('gives the points of one key back on reset', async () => {
      for (let i = 0; i < 4; i++) {
        await limiter.consume('user:a');
        await limiter.consume('user:b');
      }
      await limiter.reset('user:a');
      expect(await limiter.consume('user:a')).toMatchObject({ allowed: true, remaining: 2 });
      expect(await limiter.consume('user:b')).toMatchObject({ allowed: false });
      await limiter.reset('user:never-seen');
    });

    it('gives a single point back', async () => {
      for (let i = 0; i < 3; i++) await limiter.consume('user:a');
      await limiter.giveBack('user:a');
      expect(await limiter.consume('user:a')).toMatchObject({ allowed: true, remaining: 0 });
      expect(await limiter.consume('user:a')).toMatchObject({ allowed: false });
    });

    it('refuses with the seconds to wait', async () => {
      for (let i = 0; i < 3; i++) await consumeOrThrow(limiter, 'user:a');
      const refusal: unknown = await consumeOrThrow(limiter, 'user:a').catch((error: unknown) => error);
      expect(refusal).toMatchObject({ name: 'AppError', code: 'rate_limited' });
      const { retryAfter } = refusal as { retryAfter: number };
      expect(Number.isInteger(retryAfter)).toBe(true);
      expect(retryAfter).toBeGreaterThan(50);
      expect(retryAfter).toBeLessThanOrEqual(60);
    });
  });
}
