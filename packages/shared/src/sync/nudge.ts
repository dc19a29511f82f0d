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
  /** The player knows quarter rates only. */
  hasSteps: boolean;
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
const STEP = 0.25;
/** With steps, less than this is over before the player has taken the step in, in seconds. */
const MIN_STEPPED_S = 0.08;

/**
 * Chooses rate and length so that the drift is gone when it ends.
 *
 * @returns undefined where no rate that the player has would do
 */
export function planNudge(need: NudgeNeed, limits: NudgeLimits): Nudge | undefined {
  const { driftS, roomRate, hasSteps, stretchLossS } = need;
  const reachS = Math.max(limits.horizonS, (LOOKS_PER_NUDGE * need.lookGapMs) / 1000);
  if (hasSteps) return planStep(need);
  if (roomRate === 1 && Math.abs(driftS) <= TRIM_UP_TO_S) {
    const share = clamp(Math.abs(driftS) / Math.max(TRIM_HORIZON_S, reachS), MIN_TRIM_SHARE, MAX_TRIM_SHARE);
    return { ...nudgeOf(need, driftS, share), keepsPitch: false };
  }
  const neededS = roomRate === 1 ? driftS + stretchLossS : driftS;
  const share = clamp(Math.abs(neededS) / reachS, MIN_SHARE, limits.maxNudge);
  return nudgeOf(need, neededS, share * roomRate);
}

function planStep(need: NudgeNeed): Nudge | undefined {
  const { driftS, lookGapMs } = need;
  if (Math.abs(driftS) < Math.max(MIN_STEPPED_S, (STEP * lookGapMs) / 1000)) return undefined;
  const nudge = nudgeOf(need, driftS, STEP);
  return nudge.rate < PLAYBACK_RATE_MIN || nudge.rate > PLAYBACK_RATE_MAX ? undefined : nudge;
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
