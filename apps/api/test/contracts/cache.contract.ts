import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Cache, JsonValue } from '../../src/platform/cache/cache.js';
import { until } from '../kit/until.js';

/** What every Cache must do. Entries of tests are kept apart by their keys. */
export function cacheContract(implementation: string, make: () => Cache): void {
  describe(`Cache: ${implementation}`, () => {
    let cache: Cache;
    let key: string;
    beforeEach(() => {
      cache = make();
      key = randomUUID();
    });

    it('knows nothing of what was never set', async () => {
      expect(await cache.get(key)).toBeUndefined();
    });

    it.each<[string, JsonValue]>([
      ['an object', { title: 'Sintel', tags: ['a', 'b'], nested: { seconds: 1.5, live: false, by: null } }],
      ['a list', [1, 'two', null]],
      ['text', 'комната 🎬'],
      ['nothing but null', null],
      ['false', false],
      ['zero', 0],
    ])('gives back %s', async (_what, value) => {
      await cache.set(key, value, 60_000);
      expect(await cache.get(key)).toEqual(value);
    });

    it('gives a copy: what a caller does to a value is not seen by the next', async () => {
      const value = { tags: ['a'] };
      await cache.set(key, value, 60_000);
      value.tags.push('b');
      const first = (await cache.get(key)) as { tags: string[] };
      first.tags.push('c');
      expect(await cache.get(key)).toEqual({ tags: ['a'] });
    });

    it('replaces what was there', async () => {
      await cache.set(key, 'old', 60_000);
      await cache.set(key, 'new', 60_000);
      expect(await cache.get(key)).toBe('new');
    });

    it('forgets what is deleted, and nothing else', async () => {
      const other = randomUUID();
      await cache.set(key, 1, 60_000);
      await cache.set(other, 2, 60_000);
      await cache.delete(key);
      await cache.delete(randomUUID());
      expect(await cache.get(key)).toBeUndefined();
      expect(await cache.get(other)).toBe(2);
    });

    it('forgets when the time has passed', async () => {
      await cache.set(key, 'brief', 30.5);
      await until('the entry has gone', async () => (await cache.get(key)) === undefined);
    });

    it('forgets at once what is to be kept for no time', async () => {
      await cache.set(key, 'old', 60_000);
      await cache.set(key, 'new', 0);
      expect(await cache.get(key)).toBeUndefined();
    });
  });
}
