import type { Capabilities } from '../video/platform.js';
import { driftOf, emptyDriftMeter, readDrift, type DriftMeter } from './drift-meter.js';

/** What the player is doing. Only a player that runs, or rests where it was put, is ever corrected. */
export type PlayerActivity = 'playing' | 'paused' | 'seeking' | 'buffering' | 'ended';

export interface DriftInput {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** Where the room is now, in seconds. */
  expectedS: number;
  /** Where the player says that it is, in seconds. */
  measuredS: number;
  activity: PlayerActivity;
  /** Seconds of video per second at which the room plays. */
  roomRate: number;
  capabilities: Pick<Capabilities, 'rate' | 'seek' | 'time'>;
}

export type DriftAction =
  | { type: 'none' }
  /** Play at this rate, in seconds of video per second. */
  | { type: 'rate'; rate: number }
  /** Be at `toS` when the room is: `toS` lies ahead of the room by what a seek takes on this device. */
  | { type: 'seek'; toS: number };

/** What the controller remembers between two looks at the player; a plain value. */
export interface DriftController {
  readonly meter: DriftMeter;
  /** The rate that the player was told last. */
  readonly rate: number;
  readonly isNudging: boolean;
  readonly lastSeekAtMs: number | null;
  /** Seconds that a seek costs here, learnt from the seeks so far. */
  readonly seekLatencyS: number;
}

export interface DriftTuning {
  /** Seconds of drift at which a nudge begins. */
  startBandS: number;
  /** Seconds of drift at which a nudge ends; well inside `startBandS`, or it would begin again at once. */
  stopBandS: number;
  /** Beyond this many seconds the player jumps instead of running faster. */
  hardSeekS: number;
  /** Seconds of drift that a player without a free rate is left alone with. */
  seekOnlyBandS: number;
  /** Seconds that a resting picture may differ from the room's. */
  pausedBandS: number;
  /** Greatest share by which the rate is nudged. */
  maxNudge: number;
  /** Seconds in which a nudge would make the drift good if it kept its first rate. */
  horizonS: number;
  /** A rate closer than this to the present one is not worth a change, as a share. */
  rateStep: number;
  seekCooldownMs: number;
}

/** For files and anything else that keeps its own exact time. */
export const FILE_DRIFT_TUNING: DriftTuning = {
  startBandS: 0.01,
  stopBandS: 0.003,
  hardSeekS: 1,
  seekOnlyBandS: 0.15,
  pausedBandS: 0.04,
  maxNudge: 0.08,
  horizonS: 1,
  rateStep: 0.015,
  seekCooldownMs: 2000,
};

/**
 * For the first moments after a command: picture and sound have just jumped, and whoever started late is to be with the
 * others before anybody compares. Rates between 0.8 and 1.8 were not rated worse than 1 (Rainer and Timmerer, in
 * MediaSync, 2018, chapter 21).
 */
export const SETTLING_DRIFT_TUNING: DriftTuning = { ...FILE_DRIFT_TUNING, maxNudge: 0.25, horizonS: 0.7 };

/** Weight of the latest seek in what a seek is believed to cost. */
const LATENCY_EWMA_WEIGHT = 0.4;
const MAX_SEEK_LATENCY_S = 1.5;
export const INITIAL_SEEK_LATENCY_S = 0.15;

export function createDriftController(roomRate = 1): DriftController {
  return {
    meter: emptyDriftMeter,
    rate: roomRate,
    isNudging: false,
    lastSeekAtMs: null,
    seekLatencyS: INITIAL_SEEK_LATENCY_S,
  };
}

/** Looks once at the player and says what to do; call at about 10 Hz. */
export function controlDrift(
  controller: DriftController,
  input: DriftInput,
  tuning: DriftTuning = FILE_DRIFT_TUNING,
): { controller: DriftController; action: DriftAction } {
  if (!input.capabilities.time) return { controller, action: { type: 'none' } };
  switch (input.activity) {
    case 'seeking':
    case 'buffering':
    case 'ended':
      // Readings of before the interruption say nothing of after it.
      return settle({ ...controller, meter: emptyDriftMeter }, input.roomRate);
    case 'paused':
      return controlResting({ ...controller, meter: emptyDriftMeter }, input, tuning);
    case 'playing':
      return controlRunning(controller, input, tuning);
  }
}

/** Notes a seek that somebody else decided on, so that cool-down and readings start anew. */
export function noteSeek(controller: DriftController, nowMs: number): DriftController {
  return { ...controller, meter: emptyDriftMeter, lastSeekAtMs: nowMs, isNudging: false };
}

/** Learns from a seek that took `seconds` from the command until the player could go on. */
export function learnSeekLatency(controller: DriftController, seconds: number): DriftController {
  const bounded = Math.min(Math.max(seconds, 0), MAX_SEEK_LATENCY_S);
  const seekLatencyS = controller.seekLatencyS + LATENCY_EWMA_WEIGHT * (bounded - controller.seekLatencyS);
  return { ...controller, seekLatencyS };
}

/** The drift as the controller sees it, in seconds (positive: behind), or undefined while unknown. */
export function currentDrift(controller: DriftController): number | undefined {
  return driftOf(controller.meter);
}

function controlResting(controller: DriftController, input: DriftInput, tuning: DriftTuning) {
  const isOff = Math.abs(input.expectedS - input.measuredS) > tuning.pausedBandS;
  if (isOff && input.capabilities.seek && !isCoolingDown(controller, input.nowMs, tuning)) {
    return seek(controller, input.nowMs, input.expectedS);
  }
  return settle(controller, input.roomRate);
}

function controlRunning(
  controller: DriftController,
  input: DriftInput,
  tuning: DriftTuning,
): { controller: DriftController; action: DriftAction } {
  const meter = readDrift(controller.meter, {
    nowMs: input.nowMs,
    driftS: input.expectedS - input.measuredS,
    surplusRate: controller.rate - input.roomRate,
  });
  const driftS = driftOf(meter);
  const next = { ...controller, meter };
  if (driftS === undefined) return { controller: next, action: { type: 'none' } };

  const hasFreeRate = input.capabilities.rate === 'any';
  const seekBandS = hasFreeRate ? tuning.hardSeekS : tuning.seekOnlyBandS;
  const isFar = Math.abs(driftS) > seekBandS;
  if (isFar && input.capabilities.seek && !isCoolingDown(controller, input.nowMs, tuning)) {
    return seek(next, input.nowMs, input.expectedS + controller.seekLatencyS * input.roomRate);
  }
  if (!hasFreeRate) return { controller: next, action: { type: 'none' } };
  return nudge(next, input.roomRate, driftS, tuning);
}

function nudge(
  controller: DriftController,
  roomRate: number,
  driftS: number,
  tuning: DriftTuning,
): { controller: DriftController; action: DriftAction } {
  const pointsRight = Math.sign(controller.rate - roomRate) === Math.sign(driftS);
  // A nudge that has overshot is over: only a new drift outside the wide band starts the opposite one.
  const bandS = controller.isNudging && pointsRight ? tuning.stopBandS : tuning.startBandS;
  if (Math.abs(driftS) <= bandS) return settle(controller, roomRate);

  const share = Math.min(Math.max(driftS / tuning.horizonS, -tuning.maxNudge), tuning.maxNudge);
  const rate = roomRate * (1 + share);
  const isWorthIt = Math.abs(rate - controller.rate) >= tuning.rateStep * roomRate;
  if (controller.isNudging && pointsRight && !isWorthIt) return { controller, action: { type: 'none' } };
  return { controller: { ...controller, isNudging: true, rate }, action: { type: 'rate', rate } };
}

/** Goes back to the room's rate, where the player is not there already. */
function settle(
  controller: DriftController,
  roomRate: number,
): { controller: DriftController; action: DriftAction } {
  const next = { ...controller, isNudging: false, rate: roomRate };
  const action: DriftAction =
    controller.rate === roomRate ? { type: 'none' } : { type: 'rate', rate: roomRate };
  return { controller: next, action };
}

function seek(
  controller: DriftController,
  nowMs: number,
  toS: number,
): { controller: DriftController; action: DriftAction } {
  return { controller: noteSeek(controller, nowMs), action: { type: 'seek', toS } };
}

function isCoolingDown({ lastSeekAtMs }: DriftController, nowMs: number, tuning: DriftTuning): boolean {
  return lastSeekAtMs !== null && nowMs - lastSeekAtMs < tuning.seekCooldownMs;
}
