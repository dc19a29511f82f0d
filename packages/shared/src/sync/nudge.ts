import { PLAYBACK_RATE_MAX, PLAYBACK_RATE_MIN } from '../limits.js';

/** A small change of rate with an end that is known beforehand, so that it costs two changes and overshoots nothing. */
export interface Nudge {
  /** Seconds of video per second. */
  readonly rate: number;
  /** Monotonic milliseconds. */
  readonly endsAtMs: number;
  /** False for a change so small that the pitch may go with it. */
  readonly keepsPitch: boolean;
  /** Seconds that the rate itself makes good, positive when the player runs ahead. */
  readonly gainS: number;
}

export interface NudgeNeed {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** Seconds to make good; positive: the player is behind. */
  driftS: number;
  /** Seconds of video per second at which the room plays. */
  roomRate: number;
  /** Time between two looks at the player: in a hidden tab, timers run once a second. */
  lookGapMs: number;
  /** The only rates that the player plays; absent where it plays any. */
  rates?: readonly number[];
  /** Seconds that the player loses when it goes from a stretched rate back to 1, learnt. */
  stretchLossS: number;
}

interface NudgeLimits {
  /** Greatest share by which the rate is changed. */
  maxNudge: number;
  /** Seconds within which the drift is made good, where `maxNudge` admits it. */
  horizonS: number;
}

/**
 * Sound whose rate changes without its pitch is stretched, and Chromium (156, WSOLA) loses 17 to 25 ms each time that it
 * stops to stretch; sound that is merely played faster loses nothing: a change of 1.5 % came out right to 0.3 ms. That is
 * a quarter of a semitone, for a second or two, so small drifts are trimmed that way. At a room rate other than 1 the
 * sound is stretched anyway, and small changes of the rate are right to 2 ms.
 */
const MAX_TRIM_SHARE = 0.015;
const MIN_TRIM_SHARE = 0.005;
/** Drifts up to this are trimmed, in seconds: at most two seconds long. */
const TRIM_UP_TO_S = 0.03;
const TRIM_HORIZON_S = 1;
/** A stretched rate nearer to the room's would take long for nothing. */
const MIN_SHARE = 0.02;
/** A nudge whose end comes a look too late must still be mostly right. */
const LOOKS_PER_NUDGE = 4;
/** Rates nearer than this are one. */
const SAME_RATE = 0.001;
/** A shorter step is over before the player has taken it in. */
const MIN_STEP_MS = 320;

/**
 * Chooses rate and length so that the drift is gone when it ends.
 *
 * @returns undefined where no rate that the player has would do
 */
export function planNudge(need: NudgeNeed, limits: NudgeLimits): Nudge | undefined {
  const { driftS, roomRate, rates, stretchLossS } = need;
  const reachS = Math.max(limits.horizonS, (LOOKS_PER_NUDGE * need.lookGapMs) / 1000);
  if (rates) return planStep(need, rates);
  if (roomRate === 1 && Math.abs(driftS) <= TRIM_UP_TO_S) {
    const share = clamp(Math.abs(driftS) / Math.max(TRIM_HORIZON_S, reachS), MIN_TRIM_SHARE, MAX_TRIM_SHARE);
    return { ...nudgeOf(need, driftS, share), keepsPitch: false };
  }
  const neededS = roomRate === 1 ? driftS + stretchLossS : driftS;
  const share = clamp(Math.abs(neededS) / reachS, MIN_SHARE, limits.maxNudge);
  return nudgeOf(need, neededS, share * roomRate);
}

function planStep(need: NudgeNeed, rates: readonly number[]): Nudge | undefined {
  const { driftS, roomRate, lookGapMs } = need;
  const rate = rateBeside(roomRate, Math.sign(driftS), rates);
  if (rate === undefined) return undefined;
  const surplus = Math.abs(rate - roomRate);
  const lengthMs = (Math.abs(driftS) / surplus) * 1000;
  return lengthMs < Math.max(MIN_STEP_MS, lookGapMs) ? undefined : nudgeOf(need, driftS, surplus);
}

/** The next rate of a list that is faster (`sign` 1) or slower (-1), within the limits; undefined where there is none. */
export function rateBeside(rate: number, sign: number, rates: readonly number[]): number | undefined {
  const beside = rates.filter(
    (other) => (other - rate) * sign > SAME_RATE && other >= PLAYBACK_RATE_MIN && other <= PLAYBACK_RATE_MAX,
  );
  if (beside.length === 0) return undefined;
  return sign > 0 ? Math.min(...beside) : Math.max(...beside);
}

/** The rate of a list that is nearest to a rate, of two that are as near the slower one. */
export function nearestRate(rate: number, rates: readonly number[]): number {
  const rising = [...rates].sort((a, b) => a - b);
  return rising.reduce(
    (nearest, other) => (Math.abs(other - rate) < Math.abs(nearest - rate) ? other : nearest),
    rising[0] ?? 1,
  );
}

function nudgeOf({ nowMs, roomRate }: NudgeNeed, gainS: number, surplus: number): Nudge {
  return {
    rate: roomRate + Math.sign(gainS) * surplus,
    endsAtMs: nowMs + (Math.abs(gainS) / surplus) * 1000,
    keepsPitch: true,
    gainS,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
