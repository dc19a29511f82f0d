import type { EpochMs } from '@watchparty/shared';

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
