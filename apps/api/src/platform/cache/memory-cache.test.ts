import { describe, expect, it } from '@jest/globals';
import { createMemoryCache } from './memory-cache.js';

describe('createMemoryCache', () => {
  it('keeps a value until its instant has come', async () => {
    let nowMs = 1_800_000_000_000;
    const cache = createMemoryCache({ now: () => nowMs });
    await cache.set('video', 'Sintel', 1_000);
    nowMs += 999;
    expect(await cache.get('video')).toBe('Sintel');
    nowMs += 1;
    expect(await cache.get('video')).toBeUndefined();
  });

  it('keeps no more than it may, and lets the least recently used go', async () => {
    const cache = createMemoryCache({ now: () => 0, maxEntries: 2 });
    await cache.set('a', 1, 1_000);
    await cache.set('b', 2, 1_000);
    await cache.get('a');
    await cache.set('c', 3, 1_000);
    expect(await Promise.all(['a', 'b', 'c'].map((key) => cache.get(key)))).toEqual([1, undefined, 3]);
    await cache.set('a', 4, 1_000);
    await cache.set('d', 5, 1_000);
    expect(await Promise.all(['a', 'c', 'd'].map((key) => cache.get(key)))).toEqual([4, undefined, 5]);
  });
});
