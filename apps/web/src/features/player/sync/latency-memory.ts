import { clockOf, type EpochMs, type Platform, type ProvenRate } from '@watchparty/shared';

import type { SafeStorage } from '../../../lib/safe-storage.js';
import { firstLatenciesOf, type Latencies } from './latencies.js';

/** Keeps what was learnt of each platform's player on this device, so that the next evening begins with it. */
export interface LatencyMemory {
  /** @param rttMs what a round trip typically takes here, in milliseconds; undefined while unknown */
  recall(platform: Platform, rttMs?: number): Latencies;
  keep(platform: Platform, latencies: Latencies): void;
  /** What a trial of its rates came to within the last day. */
  recallRates(platform: Platform): ProvenRate | undefined;
  keepRates(platform: Platform, proven: ProvenRate): void;
}

/** What was fetched before was asked for on a connection that is busy with it: TCP, TLS, and the request itself. */
const ROUND_TRIPS_TO_FETCH = 3;

const KEY_PREFIX = 'watchparty.latencies.';
const RATES_KEY_PREFIX = 'watchparty.rates.';
/** Platforms change their players, and a trial may have met a bad moment. */
const RATES_KEPT_MS = 24 * 60 * 60 * 1000;

/** @param now what the device's own clock says: it is compared with nobody else's */
export function createLatencyMemory(storage: SafeStorage, now: () => EpochMs): LatencyMemory {
  return {
    recall(platform, rttMs = 0) {
      const known = parse(storage.get(KEY_PREFIX + platform));
      const first = firstLatenciesOf(clockOf(platform));
      return {
        seek: within(first.seek, known.seek),
        kept: within(first.kept, known.kept),
        fetch: atLeast(within(first.fetch, known.fetch), (ROUND_TRIPS_TO_FETCH * rttMs) / 1000),
        start: within(first.start, known.start),
        resume: within(first.resume, known.resume),
      };
    },
    keep(platform, { seek, kept, fetch, start, resume }) {
      const seconds = {
        seek: seek.meanS,
        kept: kept.meanS,
        fetch: fetch.meanS,
        start: start.meanS,
        resume: resume.meanS,
      };
      storage.set(KEY_PREFIX + platform, JSON.stringify(seconds));
    },
    recallRates(platform) {
      const { proven, atMs } = parse(storage.get(RATES_KEY_PREFIX + platform));
      const ageMs = typeof atMs === 'number' ? now() - atMs : NaN;
      return isProven(proven) && ageMs >= 0 && ageMs < RATES_KEPT_MS ? proven : undefined;
    },
    keepRates(platform, proven) {
      storage.set(RATES_KEY_PREFIX + platform, JSON.stringify({ proven, atMs: now() }));
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

function isProven(value: unknown): value is ProvenRate {
  return value === 'any' || value === 'steps' || value === 'none';
}

/** What stands in a device's storage may be anything by now. */
function within(first: Latencies['seek'], kept: unknown): Latencies['seek'] {
  const isSound = typeof kept === 'number' && kept >= 0 && kept <= first.maxS;
  return isSound ? { ...first, meanS: kept, times: 1 } : first;
}

function atLeast(latency: Latencies['fetch'], seconds: number): Latencies['fetch'] {
  return { ...latency, meanS: Math.min(Math.max(latency.meanS, seconds), latency.maxS) };
}
