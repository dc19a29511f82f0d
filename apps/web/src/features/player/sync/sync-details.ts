import type { EpochMs } from '@watchparty/shared';

import type { Latencies } from './latencies.js';

/** Something that the engine did to the player by itself. */
export type Correction = { atMs: EpochMs } & (
  | { type: 'rate'; rate: number }
  /** Seconds of video that the player was moved by, forwards or back. */
  | { type: 'seek'; byS: number }
  | { type: 'start' }
);

/** What a bug report should say of this player; times in milliseconds. */
export interface SyncDetails {
  /** The player's position minus the room's; absent unless it runs steadily. */
  differenceMs?: number;
  /** Seconds of video per second that the player was told, and that the room plays at. */
  rate: number;
  roomRate: number;
  /** What a jump to something buffered costs here, and one to something that must be fetched first. */
  seekLatencyMs: number;
  fetchLatencyMs: number;
  startLatencyMs: number;
  /** The latest, the newest last. */
  corrections: readonly Correction[];
}

const KEPT_CORRECTIONS = 20;

/** Adds one and lets the oldest go. */
export function withCorrection(
  corrections: readonly Correction[],
  correction: Correction,
): readonly Correction[] {
  return [...corrections, correction].slice(-KEPT_CORRECTIONS);
}

interface KnownDetails extends Pick<SyncDetails, 'rate' | 'roomRate' | 'corrections'> {
  differenceMs: number | undefined;
  latencies: Latencies;
}

export function syncDetailsOf(known: KnownDetails): SyncDetails {
  const { differenceMs, rate, roomRate, latencies, corrections } = known;
  return {
    ...(differenceMs !== undefined && { differenceMs }),
    rate,
    roomRate,
    seekLatencyMs: latencies.seek.meanS * 1000,
    fetchLatencyMs: latencies.fetch.meanS * 1000,
    startLatencyMs: latencies.start.meanS * 1000,
    corrections,
  };
}
