/**
 * Turns noisy readings of a player's position into one drift. Media clocks step by about 17 ms now and then, so a
 * single reading is worth little; the median of several is good to a few milliseconds.
 */

export interface DriftMeter {
  /** Drifts as read, in seconds, each plus everything that had been corrected by then. */
  readonly readings: readonly number[];
  /** Seconds that a playback rate other than the room's has made good since the meter was emptied. */
  readonly correctedS: number;
  readonly lastAtMs: number | null;
}

/** Readings that the median is taken of: 0.8 s at 10 Hz. */
const WINDOW_SIZE = 8;
/** Fewer than these say nothing. */
const MIN_READINGS = 4;

export const emptyDriftMeter: DriftMeter = { readings: [], correctedS: 0, lastAtMs: null };

export interface DriftReading {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** Seconds that the player is behind (positive) or ahead (negative). */
  driftS: number;
  /** Seconds of video per second by which the player was running faster than the room since the last reading. */
  surplusRate: number;
}

export function readDrift(meter: DriftMeter, { nowMs, driftS, surplusRate }: DriftReading): DriftMeter {
  const elapsedS = meter.lastAtMs === null ? 0 : (nowMs - meter.lastAtMs) / 1000;
  const correctedS = meter.correctedS + elapsedS * surplusRate;
  const readings = [...meter.readings, driftS + correctedS].slice(-WINDOW_SIZE);
  return { readings, correctedS, lastAtMs: nowMs };
}

/**
 * The drift now, in seconds, or undefined while too little is known. Readings of before a correction count with
 * what was corrected since, so the median does not lag behind while the rate is nudged.
 */
export function driftOf(meter: DriftMeter): number | undefined {
  if (meter.readings.length < MIN_READINGS) return undefined;
  return median(meter.readings) - meter.correctedS;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
