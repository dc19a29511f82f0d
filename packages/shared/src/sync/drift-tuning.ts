import type { PlayerClock } from '../video/platform.js';

export interface DriftTuning {
  /** Seconds of drift that are left alone. */
  deadBandS: number;
  /** The same where a nudge ended within `restlessMs`: what comes back that soon is more often noise than drift. */
  restlessBandS: number;
  restlessMs: number;
  /** Beyond this many seconds the player jumps instead of running faster. */
  hardSeekS: number;
  /** Seconds of drift that a player without a free rate is left alone with. */
  seekOnlyBandS: number;
  /** Seconds that a resting picture may differ from the room's. */
  pausedBandS: number;
  /** Greatest share by which the rate is nudged. */
  maxNudge: number;
  /** Seconds within which a nudge makes the drift good, where `maxNudge` admits it. */
  horizonS: number;
  /** Readings that a decision rests on, at least. */
  minReadings: number;
  seekCooldownMs: number;
  /** For so long a drift must be seen on the same side before the player jumps for it. */
  agreeMs: number;
  /** Time without any movement after which a player that says that it plays is believed to show something else. */
  stuckAfterMs: number;
  /** Seconds that are no movement: between two messages a clock runs on by itself, and goes back with the next. */
  stuckBandS: number;
}

/** For files and anything else that keeps its own exact time. */
export const FILE_DRIFT_TUNING: DriftTuning = {
  deadBandS: 0.006,
  restlessBandS: 0.012,
  restlessMs: 30_000,
  hardSeekS: 1,
  seekOnlyBandS: 0.15,
  pausedBandS: 0.04,
  maxNudge: 0.08,
  horizonS: 1,
  minReadings: 8,
  seekCooldownMs: 2000,
  agreeMs: 0,
  stuckAfterMs: 1_000,
  stuckBandS: 0,
};

/**
 * For the first moments after a command or a stall: picture and sound have just jumped, and whoever started late is to
 * be with the others before anybody compares. Rates between 0.8 and 1.8 were not rated worse than 1 (Rainer and
 * Timmerer, in MediaSync, 2018, chapter 21).
 */
export const SETTLING_DRIFT_TUNING: DriftTuning = {
  ...FILE_DRIFT_TUNING,
  maxNudge: 0.4,
  horizonS: 0.5,
  minReadings: 4,
};

/**
 * For the first of these moments: trims are exact to 0.3 ms, and whatever they leave stays for long. One that begins later
 * would not be over before people compare.
 */
const HONING_DRIFT_TUNING: DriftTuning = {
  ...SETTLING_DRIFT_TUNING,
  deadBandS: 0.003,
  restlessBandS: 0.003,
};

/**
 * A picture that comes to rest is put right to the frame once, so that everybody sees the same one. Not again: a
 * browser that rounds positions would be told the same for ever.
 */
const LANDED_DRIFT_TUNING: DriftTuning = { ...FILE_DRIFT_TUNING, pausedBandS: 0.001, seekCooldownMs: 0 };

/** How a player is corrected at each moment of its life. */
export interface PlayerTuning {
  steady: DriftTuning;
  /** Some seconds after each start. */
  settling: DriftTuning;
  /** The first part of these. */
  honing: DriftTuning;
  /** Once, when it comes to rest after a jump. */
  landed: DriftTuning;
  /** Once, when it comes to rest after it has run. */
  ranOut: DriftTuning;
  /** Nothing is read for so long after it says that it plays: what it tells of its position then is of before. */
  quietAfterPlayingMs: number;
}

const EXACT: PlayerTuning = {
  steady: FILE_DRIFT_TUNING,
  settling: SETTLING_DRIFT_TUNING,
  honing: HONING_DRIFT_TUNING,
  landed: LANDED_DRIFT_TUNING,
  // Starts after a jump cost alike; after a mere pause they come 0.1 s earlier.
  ranOut: { ...LANDED_DRIFT_TUNING, pausedBandS: -1 },
  quietAfterPlayingMs: 150,
};

/**
 * For a position that a frame tells four times a second. What it is good for is 30 ms; the bands leave two people whose
 * players have rates within 250 ms of each other. Its jumps land on keyframes, so each is dear, and one right after another lands on the same.
 */
const POLLED_DRIFT_TUNING: DriftTuning = {
  ...FILE_DRIFT_TUNING,
  deadBandS: 0.05,
  restlessBandS: 0.08,
  seekOnlyBandS: 0.15,
  pausedBandS: 0.12,
  seekCooldownMs: 5_000,
  agreeMs: 600,
  stuckAfterMs: 2_000,
  // At the slowest rate of a room, 0.25, a film comes farther in that time.
  stuckBandS: 0.3,
};

/**
 * For a position that is told with events, up to a second apart and late by what a message takes. Two agreeing messages lie
 * within `agreeMs`; the bands leave two people within half a second of each other.
 */
const EVENTS_DRIFT_TUNING: DriftTuning = {
  ...POLLED_DRIFT_TUNING,
  deadBandS: 0.1,
  restlessBandS: 0.15,
  seekOnlyBandS: 0.25,
  pausedBandS: 0.25,
  agreeMs: 1_100,
};

const TUNINGS: Record<PlayerClock, PlayerTuning> = {
  exact: EXACT,
  polled: coarseTuning(POLLED_DRIFT_TUNING),
  events: coarseTuning(EVENTS_DRIFT_TUNING),
};

export function driftTuningOf(clock: PlayerClock): PlayerTuning {
  return TUNINGS[clock];
}

/** Nothing is to be gained by haste or exactness where neither is seen. */
function coarseTuning(steady: DriftTuning): PlayerTuning {
  const settling = { ...steady, maxNudge: 0.25 };
  return {
    steady,
    settling,
    honing: settling,
    landed: steady,
    ranOut: steady,
    quietAfterPlayingMs: 500,
  };
}
