import type { Now } from '../now.js';
import type { Cache } from './cache.js';

const MAX_ENTRIES = 5_000;

interface Entry {
  json: string;
  /** Epoch ms. */
  expiresAt: number;
}

/** Keeps at most `maxEntries` and forgets the least recently used beyond that. */
export function createMemoryCache(options: { now: Now; maxEntries?: number }): Cache {
  const { now, maxEntries = MAX_ENTRIES } = options;
  // A Map keeps the order of insertion; what is used is inserted anew, so the first entry is the least recent.
  const entries = new Map<string, Entry>();

  return {
    async get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      if (entry.expiresAt <= now()) return undefined;
      entries.set(key, entry);
      return JSON.parse(entry.json) as unknown;
    },
    async set(key, value, ttlMs) {
      entries.delete(key);
      if (ttlMs <= 0) return;
      // Text, not the value itself: callers of one key must not see each other's changes, as with Redis.
      entries.set(key, { json: JSON.stringify(value), expiresAt: now() + ttlMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries) break;
        entries.delete(oldest);
      }
    },
    async delete(key) {
      entries.delete(key);
    },
  };
}
