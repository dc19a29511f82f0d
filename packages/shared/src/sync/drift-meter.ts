/**
 * Turns noisy readings of a player's position into one drift. Media clocks step by about 17 ms now and then, so a
 * single reading is worth little; the median of several is good to a few milliseconds. Players behind a frame or a
 * vendor's script renew their position some four times a second only: of those, only the readings that brought
 * something new count, and of these the ones that were least old.
 */

/** What a meter remembers; a plain value, changed by `readDrift` alone. */
export interface DriftMeter {
  readonly readings: readonly Reading[];
  /** Seconds that a playback rate other than the room's has made good since the meter was emptied. */
  readonly correctedS: number;
  readonly lastAtMs: number | null;
  readonly lastMeasuredS: number | null;
  /** What the readings come to, so that whoever asks after a look does not sort them again. */
  readonly drift: MeasuredDrift | undefined;
}

interface Reading {
  /** The drift as read, in seconds, plus everything that had been corrected by then. */
  readonly valueS: number;
  /** The player told another position than at the reading before. */
  readonly isFresh: boolean;
}

/** One look at a player. */
export interface DriftReading {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** Where the room is, in seconds. */
  expectedS: number;
  /** Where the player says that it is, in seconds. */
  measuredS: number;
  /** Seconds of video per second by which the player was running faster than the room since the last reading. */
  surplusRate: number;
  /** The player is known to renew its position more seldom than it is looked at. */
  isCoarse: boolean;
}

export interface MeasuredDrift {
  /** Seconds that the player is behind (positive) or ahead (negative). */
  driftS: number;
  /** Seconds within which the truth lies, most of the time, by how much the readings differ. */
  errorS: number;
  /** How many readings it rests on. */
  count: number;
}

/** Readings that are kept: 1.6 s at 10 Hz. */
const WINDOW_SIZE = 16;
/** Older ones are kept while fewer than this brought something new: a coarse clock needs 2 s for as many, at 25 Hz. */
const ENOUGH_FRESH = 8;
const MAX_WINDOW_SIZE = 64;
/** Fewer than these say nothing. */
const MIN_READINGS = 4;
/** From this share of stale readings on, the player renews its position more seldom than it is looked at. */
const COARSE_SHARE = 0.25;
/** When within the time between two looks a position was renewed is not known, so a coarse clock is no better than this. */
const COARSE_ERROR_S = 0.03;
/** Median absolute deviation of a normal distribution to its standard deviation. */
const MAD_TO_SIGMA = 1.4826;

export const emptyDriftMeter: DriftMeter = {
  readings: [],
  correctedS: 0,
  lastAtMs: null,
  lastMeasuredS: null,
  drift: undefined,
};

export function readDrift(
  meter: DriftMeter,
  { nowMs, expectedS, measuredS, surplusRate, isCoarse }: DriftReading,
): DriftMeter {
  const elapsedS = meter.lastAtMs === null ? 0 : (nowMs - meter.lastAtMs) / 1000;
  const correctedS = meter.correctedS + elapsedS * surplusRate;
  const reading: Reading = {
    valueS: expectedS - measuredS + correctedS,
    isFresh: measuredS !== meter.lastMeasuredS,
  };
  const readings = latest([...meter.readings, reading]);
  const drift = measure(readings, { correctedS, isCoarse });
  return { readings, correctedS, lastAtMs: nowMs, lastMeasuredS: measuredS, drift };
}

function latest(readings: readonly Reading[]): readonly Reading[] {
  let size = Math.min(WINDOW_SIZE, readings.length);
  let fresh = readings.slice(-size).filter(({ isFresh }) => isFresh).length;
  while (fresh < ENOUGH_FRESH && size < Math.min(MAX_WINDOW_SIZE, readings.length)) {
    size += 1;
    if (readings.at(-size)?.isFresh) fresh += 1;
  }
  return readings.slice(-size);
}

/**
 * The drift now, or undefined while too little is known. Readings of before a correction count with what was
 * corrected since, so the result does not lag behind while the rate is nudged.
 */
export function driftOf({ drift }: DriftMeter): MeasuredDrift | undefined {
  return drift;
}

function measure(
  readings: readonly Reading[],
  { correctedS, ...known }: { correctedS: number; isCoarse: boolean },
): MeasuredDrift | undefined {
  const fresh = readings.filter(({ isFresh }) => isFresh).map(({ valueS }) => valueS);
  if (fresh.length < MIN_READINGS) return undefined;
  const isCoarse = known.isCoarse || fresh.length < readings.length * (1 - COARSE_SHARE);
  // A position that is some time old lies behind the truth, never ahead of it.
  const telling = isCoarse ? lowerHalf(fresh) : fresh;
  const middle = median(telling);
  const deviation = median(telling.map((value) => Math.abs(value - middle)));
  return {
    driftS: middle - correctedS,
    errorS: Math.max(
      (2 * MAD_TO_SIGMA * deviation) / Math.sqrt(telling.length),
      isCoarse ? COARSE_ERROR_S : 0,
    ),
    count: fresh.length,
  };
}

function lowerHalf(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length / 2));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
