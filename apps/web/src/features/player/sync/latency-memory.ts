import type { Platform } from '@watchparty/shared';

import type { SafeStorage } from '../../../lib/safe-storage.js';
import { FIRST_LATENCIES, type Latencies } from './latencies.js';

/** Keeps what was learnt of each platform's player on this device, so that the next evening begins with it. */
export interface LatencyMemory {
  /** @param rttMs what a round trip typically takes here, in milliseconds; undefined while unknown */
  recall(platform: Platform, rttMs?: number): Latencies;
  keep(platform: Platform, latencies: Latencies): void;
}

/** What was fetched before was asked for on a connection that is busy with it: TCP, TLS, and the request itself. */
const ROUND_TRIPS_TO_FETCH = 3;

const KEY_PREFIX = 'watchparty.latencies.';

export function createLatencyMemory(storage: SafeStorage): LatencyMemory {
  return {
    recall(platform, rttMs = 0) {
      const kept = parse(storage.get(KEY_PREFIX + platform));
      const { seek, fetch, start, resume } = FIRST_LATENCIES;
      return {
        seek: within(seek, kept.seek),
        fetch: atLeast(within(fetch, kept.fetch), (ROUND_TRIPS_TO_FETCH * rttMs) / 1000),
        start: within(start, kept.start),
        resume: within(resume, kept.resume),
      };
    },
    keep(platform, { seek, fetch, start, resume }) {
      const seconds = {
        seek: seek.meanS,
        fetch: fetch.meanS,
        start: start.meanS,
        resume: resume.meanS,
      };
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

function atLeast(latency: Latencies['fetch'], seconds: number): Latencies['fetch'] {
  return { ...latency, meanS: Math.min(Math.max(latency.meanS, seconds), latency.maxS) };
}
