import type { Platform } from '@watchparty/shared';

import type { SafeStorage } from '../../../lib/safe-storage.js';
import { FIRST_LATENCIES, type Latencies } from './latencies.js';

/** Keeps what was learnt of each platform's player on this device, so that the next evening begins with it. */
export interface LatencyMemory {
  recall(platform: Platform): Latencies;
  keep(platform: Platform, latencies: Latencies): void;
}

const KEY_PREFIX = 'watchparty.latencies.';

export function createLatencyMemory(storage: SafeStorage): LatencyMemory {
  return {
    recall(platform) {
      const kept = parse(storage.get(KEY_PREFIX + platform));
      const { seek, fetch, start } = FIRST_LATENCIES;
      return {
        seek: within(seek, kept.seek),
        fetch: within(fetch, kept.fetch),
        start: within(start, kept.start),
      };
    },
    keep(platform, { seek, fetch, start }) {
      const seconds = { seek: seek.meanS, fetch: fetch.meanS, start: start.meanS };
      storage.set(KEY_PREFIX + platform, JSON.stringify(seconds));
    },
  };
}

function parse(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What stands in a device's storage may be anything by now. */
function within(first: Latencies['seek'], kept: unknown): Latencies['seek'] {
  const isSound = typeof kept === 'number' && kept >= 0 && kept <= first.maxS;
  return isSound ? { ...first, meanS: kept, times: 1 } : first;
}
