import { driftOf, emptyDriftMeter, readDrift, type DriftMeter, type MeasuredDrift } from './drift-meter.js';
import { FILE_DRIFT_TUNING, type DriftTuning } from './drift-tuning.js';
import { nearestRate, planNudge, type Nudge } from './nudge.js';
import {
  judgeTrial,
  planTrial,
  QUARTER_RATES,
  UNTRIED_RATES,
  type ProvenRate,
  type RateTrial,
} from './rate-trial.js';
import type { Capabilities } from '../video/platform.js';

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
  /** The rates that the player lists; quarters unless said. */
  rates?: readonly number[];
  /** How far the server's clock is likely to be from what it is taken for: a standard deviation, in seconds; 0 unless said. */
  clockSdS?: number;
}

export type DriftAction =
  | { type: 'none' }
  /** Play at this rate, in seconds of video per second; `keepsPitch` false: faster sound may be higher. */
  | { type: 'rate'; rate: number; keepsPitch: boolean }
  /** Jump to where the room is, or will be when the jump is over. */
  | { type: 'seek' };

/** What the controller remembers between two looks at the player; a plain value. */
export interface DriftController {
  readonly meter: DriftMeter;
  /** The rate that the player was told last. */
  readonly rate: number;
  /** The correction under way. */
  readonly nudge: Nudge | null;
  /** The latest nudge and the drift that it answered, in seconds, until it is known what it did. */
  readonly unjudged: { readonly nudge: Nudge; readonly driftS: number; readonly isTrial?: boolean } | null;
  /** What is known of a player whose rates have to be tried. */
  readonly trial: RateTrial;
  /** Seconds that the player loses when it goes from a stretched rate back to 1, learnt from the nudges so far. */
  readonly stretchLossS: number;
  readonly lastNudgeAtMs: number | null;
  /** Nudges in a row that did next to nothing, small ones by a part: the player says yes to rates and does not play them. */
  readonly futileNudges: number;
  /** Until then nothing is read: the player is still taking in what it was told. Monotonic milliseconds. */
  readonly quietUntilMs: number;
  readonly lastSeekAtMs: number | null;
  /** Seeks in a row after which the player was no nearer. */
  readonly futileSeeks: number;
  /** Since when the drift has been beyond what only a jump makes good, and on which side. */
  readonly beyond: { readonly sinceMs: number; readonly sign: number } | null;
  /** Where the player was when it was last seen moving; what does not move though it plays is in an advertisement. */
  readonly lastMove: { readonly atMs: number; readonly positionS: number } | null;
  readonly lastLookAtMs: number | null;
  readonly lastMeasuredS: number | null;
  /** Share of the looks that followed each other closely and found the player's position where it was, of late. */
  readonly staleShare: number;
}

/** Media clocks take some tenths of a second to show what a new rate does: sound that is decoded is played first. */
const QUIET_AFTER_NUDGE_MS = 300;
/** Less than this share of what a nudge was to make good, and it counts as futile. */
const FUTILE_SHARE = 0.25;
/** A smaller nudge proves little: noise may hide it once, but hardly eight times in a row. */
const TELLING_NUDGE_S = 0.05;
const SMALL_FUTILE_WEIGHT = 0.25;
const FIRST_STRETCH_LOSS_S = 0.018;
const MAX_STRETCH_LOSS_S = 0.06;
const STRETCH_LOSS_WEIGHT = 0.4;
const FUTILE_NUDGES = 2;
/** A player that ignored rates is asked again after this long. */
const FUTILE_NUDGE_PAUSE_MS = 60_000;
/** From this share of stale looks on, the clock is coarse; a fine one has none. */
const COARSE_SHARE = 0.2;
/** About a dozen looks decide. */
const STALE_WEIGHT = 0.1;
/** Looks farther apart find each position renewed, in milliseconds. */
const CLOSE_LOOK_MS = 60;
/** A drift of so many deviations of the clock is more likely the clock's than the player's: it is still being measured. */
const CLOCK_SDS = 2;
const MAX_SEEK_COOLDOWN_MS = 30_000;

/**
 * @param rate what the player was told
 * @param proven what earlier trials of its rates came to
 */
export function createDriftController(rate = 1, proven?: ProvenRate): DriftController {
  return {
    meter: emptyDriftMeter,
    rate,
    nudge: null,
    unjudged: null,
    trial: proven === undefined ? UNTRIED_RATES : { known: proven },
    stretchLossS: FIRST_STRETCH_LOSS_S,
    lastNudgeAtMs: null,
    futileNudges: 0,
    quietUntilMs: -Infinity,
    lastSeekAtMs: null,
    futileSeeks: 0,
    beyond: null,
    lastMove: null,
    lastLookAtMs: null,
    lastMeasuredS: null,
    staleShare: 0,
  };
}

/** Follows a new timeline: what was read is void, what was learnt of the player stays. @param rate what it is told now */
export function restartDriftController(controller: DriftController, rate: number): DriftController {
  const { futileNudges, lastNudgeAtMs, stretchLossS, staleShare, trial } = controller;
  return { ...createDriftController(rate), futileNudges, lastNudgeAtMs, stretchLossS, staleShare, trial };
}

/** What the trials of the player's rates came to, or undefined where they are not over. */
export function provenRate({ trial }: DriftController): ProvenRate | undefined {
  return 'known' in trial ? trial.known : undefined;
}

/** What the player is to be told where the room plays at `roomRate`: the nearest of the rates that it has. */
export function ownRateFor(
  controller: DriftController,
  { capabilities, rates = QUARTER_RATES }: Pick<DriftInput, 'capabilities' | 'rates'>,
  roomRate: number,
): number {
  switch (rateKind(controller, capabilities)) {
    case 'none':
      return 1;
    case 'steps':
      return nearestRate(roomRate, rates);
    default:
      return roomRate;
  }
}

/** What the player says of its position is not believed until then; a correction under way is not disturbed. */
export function quietDrift(controller: DriftController, untilMs: number): DriftController {
  return controller.nudge ? controller : { ...forget(controller), quietUntilMs: untilMs };
}

/** Looks once at the player and says what to do; call at about 10 Hz, and at `nextLookAtMs`. */
export function controlDrift(
  controller: DriftController,
  input: DriftInput,
  tuning: DriftTuning = FILE_DRIFT_TUNING,
): Decision {
  if (!input.capabilities.time) return stay(controller);
  switch (input.activity) {
    case 'seeking':
    case 'buffering':
    case 'ended':
      return settle(forget(controller), input);
    case 'paused':
      return controlResting(forget(controller), input, tuning);
    case 'playing':
      return controlRunning(controller, input, tuning);
  }
}

interface Decision {
  controller: DriftController;
  action: DriftAction;
}

/** When the correction under way ends, in monotonic milliseconds; a look that comes later lets it run too long. */
export function nextLookAtMs({ nudge }: DriftController): number | undefined {
  return nudge?.endsAtMs;
}

/** Notes a seek that somebody else decided on, so that cool-down and readings start anew. */
export function noteSeek(controller: DriftController, nowMs: number): DriftController {
  return { ...forget(controller), lastSeekAtMs: nowMs };
}

/** The drift as the controller sees it, in seconds (positive: behind), or undefined while unknown. */
export function currentDrift(controller: DriftController): number | undefined {
  return driftOf(controller.meter)?.driftS;
}

/**
 * Whether the player renews its position so seldom that it has to be looked at at 25 Hz: at 10 Hz, a position that is
 * renewed each 110 ms beats with the looks, and seems to drift by as much to and fro.
 */
export function hasCoarseClock({ staleShare }: DriftController): boolean {
  return staleShare > COARSE_SHARE;
}

/** Whether the player has stood still for a while though it says that it plays, as one does in an advertisement. */
export function isStuck(
  { lastMove, lastLookAtMs }: DriftController,
  { stuckAfterMs }: DriftTuning = FILE_DRIFT_TUNING,
): boolean {
  return lastMove !== null && lastLookAtMs !== null && lastLookAtMs - lastMove.atMs >= stuckAfterMs;
}

/** Readings of before an interruption say nothing of after it. */
function forget(controller: DriftController): DriftController {
  return {
    ...controller,
    meter: emptyDriftMeter,
    nudge: null,
    unjudged: null,
    beyond: null,
    lastMove: null,
    lastMeasuredS: null,
  };
}

function controlResting(controller: DriftController, input: DriftInput, tuning: DriftTuning): Decision {
  const isOff = Math.abs(input.expectedS - input.measuredS) > tuning.pausedBandS;
  if (isOff && input.capabilities.seek && !isCoolingDown(controller, input.nowMs, tuning)) {
    return seek(controller, input.nowMs);
  }
  return settle(controller, input);
}

function controlRunning(before: DriftController, input: DriftInput, tuning: DriftTuning): Decision {
  const { nowMs, roomRate } = input;
  const lookGapMs = before.lastLookAtMs === null ? 0 : nowMs - before.lastLookAtMs;
  const controller = watchMovement(before, input, tuning);
  if (isStuck(controller, tuning)) return settle({ ...controller, meter: emptyDriftMeter }, input);
  if (controller.nudge && nowMs >= controller.nudge.endsAtMs) return endNudge(controller, input);
  if (nowMs < controller.quietUntilMs) return stay(controller);

  const meter = readDrift(controller.meter, {
    nowMs,
    expectedS: input.expectedS,
    measuredS: input.measuredS,
    surplusRate: controller.rate - roomRate,
    isCoarse: hasCoarseClock(controller),
  });
  const drift = driftOf(meter);
  if (!drift) return stay({ ...controller, meter });
  const read = watchBand({ ...controller, meter }, input, drift, tuning);
  if (mustSeek(read, input, drift, tuning)) return seek(read, nowMs);
  if (read.nudge || drift.count < tuning.minReadings) return stay(read);
  return correct(judge(read, input, drift.driftS), input, drift, { tuning, lookGapMs });
}

function watchMovement(
  controller: DriftController,
  { nowMs, measuredS }: DriftInput,
  { stuckBandS }: DriftTuning,
): DriftController {
  const { lastMove, lastLookAtMs, staleShare } = controller;
  const isRenewed = controller.lastMeasuredS !== measuredS;
  const hasMoved = lastMove === null || Math.abs(lastMove.positionS - measuredS) > stuckBandS;
  const isClose = lastLookAtMs !== null && nowMs - lastLookAtMs <= CLOSE_LOOK_MS && nowMs > lastLookAtMs;
  return {
    ...controller,
    lastLookAtMs: nowMs,
    lastMeasuredS: measuredS,
    staleShare: isClose ? staleShare + STALE_WEIGHT * ((isRenewed ? 0 : 1) - staleShare) : staleShare,
    lastMove: hasMoved ? { atMs: nowMs, positionS: measuredS } : lastMove,
  };
}

/** Notes since when the drift has been beyond what only a jump makes good. */
function watchBand(
  controller: DriftController,
  { nowMs, capabilities }: DriftInput,
  { driftS }: MeasuredDrift,
  tuning: DriftTuning,
): DriftController {
  // What a trial does to a player that may have no rates is made good after it.
  const hurries = obeysRates(controller, capabilities, nowMs) || controller.unjudged?.isTrial === true;
  const bandS = hurries ? tuning.hardSeekS : tuning.seekOnlyBandS;
  if (Math.abs(driftS) <= bandS) return controller.beyond ? { ...controller, beyond: null } : controller;
  const sign = Math.sign(driftS);
  return controller.beyond?.sign === sign ? controller : { ...controller, beyond: { sinceMs: nowMs, sign } };
}

function mustSeek(
  controller: DriftController,
  { nowMs, capabilities }: DriftInput,
  { driftS, count }: MeasuredDrift,
  tuning: DriftTuning,
): boolean {
  const { beyond } = controller;
  const isAgreed = beyond !== null && nowMs - beyond.sinceMs >= tuning.agreeMs;
  const isSure = count >= tuning.minReadings || Math.abs(driftS) > tuning.hardSeekS;
  return isAgreed && isSure && capabilities.seek && !isCoolingDown(controller, nowMs, tuning);
}

/** What the player does with rates, by its record and by what was tried. */
function rateKind(
  controller: DriftController,
  capabilities: Pick<Capabilities, 'rate'>,
): ProvenRate | 'untried' {
  return capabilities.rate === 'probe' ? (provenRate(controller) ?? 'untried') : capabilities.rate;
}

/** Whether the player can be sped up and slowed down, by its word and by what it did so far. */
function obeysRates(
  controller: DriftController,
  capabilities: DriftInput['capabilities'],
  nowMs: number,
): boolean {
  const kind = rateKind(controller, capabilities);
  if (kind === 'none' || kind === 'untried') return false;
  const { futileNudges, lastNudgeAtMs } = controller;
  const isTooSoon = lastNudgeAtMs !== null && nowMs - lastNudgeAtMs < FUTILE_NUDGE_PAUSE_MS;
  return futileNudges < FUTILE_NUDGES || !isTooSoon;
}

/** Compares what the latest nudge did with what it was to do. */
function judge(controller: DriftController, input: DriftInput, nowS: number): DriftController {
  if (!controller.unjudged) return controller;
  const { nowMs, roomRate } = input;
  const { nudge, driftS, isTrial } = controller.unjudged;
  // Where the player has no rate like the room's, it has fallen behind or come ahead since by itself.
  const ownRate = ownRateFor(controller, input, roomRate);
  const doneS = driftS + ((nowMs - nudge.endsAtMs) / 1000) * (roomRate - ownRate) - nowS;
  const judged = { ...controller, unjudged: null };
  if (isTrial) return { ...judged, trial: judgeTrial(judged.trial, doneS / nudge.gainS) };
  const isTelling = Math.abs(nudge.gainS) >= TELLING_NUDGE_S;
  if (doneS / nudge.gainS < FUTILE_SHARE) {
    return { ...judged, futileNudges: judged.futileNudges + (isTelling ? 1 : SMALL_FUTILE_WEIGHT) };
  }
  if (!isTelling) return { ...judged, futileNudges: 0 };
  const lossS = Math.min(Math.max(nudge.gainS - doneS, 0), MAX_STRETCH_LOSS_S);
  const hasLost = nudge.keepsPitch && roomRate === 1;
  const stretchLossS = judged.stretchLossS + STRETCH_LOSS_WEIGHT * (lossS - judged.stretchLossS);
  return { ...judged, futileNudges: 0, ...(hasLost && { stretchLossS }) };
}

function correct(
  controller: DriftController,
  input: DriftInput,
  { driftS, errorS }: MeasuredDrift,
  { tuning, lookGapMs }: { tuning: DriftTuning; lookGapMs: number },
): Decision {
  const { nowMs, roomRate, capabilities, rates = QUARTER_RATES, clockSdS = 0 } = input;
  const kind = rateKind(controller, capabilities);
  if (kind === 'untried') return tryRates(controller, input, driftS);
  const { lastNudgeAtMs } = controller;
  const isRestless = lastNudgeAtMs !== null && nowMs - lastNudgeAtMs < tuning.restlessMs;
  // What is uncertain is when a position was true: the faster the film, the more of it lies in that time.
  const uncertainS = Math.max(errorS, CLOCK_SDS * clockSdS) * Math.max(1, roomRate);
  const bandS = Math.max(isRestless ? tuning.restlessBandS : tuning.deadBandS, uncertainS);
  const isIn = Math.abs(driftS) <= bandS;
  // Who cannot do better than this by a jump has not jumped in vain.
  const isNear = isIn || (kind === 'none' && Math.abs(driftS) <= tuning.seekOnlyBandS);
  const calm = isNear ? { ...controller, futileSeeks: 0 } : controller;
  if (isIn || !obeysRates(calm, capabilities, nowMs)) return settle(calm, input);
  const { stretchLossS } = calm;
  const steps = kind === 'steps' && { rates };
  const nudge = planNudge({ nowMs, driftS, roomRate, lookGapMs, stretchLossS, ...steps }, tuning);
  if (!nudge) return settle(calm, input);
  return begin(calm, nudge, { nowMs, driftS });
}

/** A player of which nobody knows what it does with rates is nudged once, to see. */
function tryRates(controller: DriftController, input: DriftInput, driftS: number): Decision {
  const { nowMs, roomRate, rates = QUARTER_RATES } = input;
  const nudge = planTrial(controller.trial, { nowMs, driftS, roomRate, rates });
  if (!nudge) return settle(controller, input);
  return begin(controller, nudge, { nowMs, driftS, isTrial: true });
}

function begin(
  controller: DriftController,
  nudge: Nudge,
  { nowMs, driftS, isTrial = false }: { nowMs: number; driftS: number; isTrial?: boolean },
): Decision {
  const unjudged = { nudge, driftS, isTrial };
  return {
    controller: { ...controller, nudge, rate: nudge.rate, unjudged, lastNudgeAtMs: nowMs },
    action: { type: 'rate', rate: nudge.rate, keepsPitch: nudge.keepsPitch },
  };
}

function endNudge(controller: DriftController, input: DriftInput): Decision {
  const quietUntilMs = input.nowMs + QUIET_AFTER_NUDGE_MS;
  return settle({ ...controller, meter: emptyDriftMeter, quietUntilMs }, input);
}

function stay(controller: DriftController): Decision {
  return { controller, action: { type: 'none' } };
}

/** Goes back to the room's rate, or to the one nearest to it, where the player is not there already. */
function settle(controller: DriftController, input: DriftInput): Decision {
  const rate = ownRateFor(controller, input, input.roomRate);
  const next = { ...controller, nudge: null, rate };
  const action: DriftAction =
    controller.rate === rate ? { type: 'none' } : { type: 'rate', rate, keepsPitch: true };
  return { controller: next, action };
}

function seek(controller: DriftController, nowMs: number): Decision {
  const futileSeeks = controller.futileSeeks + 1;
  return { controller: { ...noteSeek(controller, nowMs), futileSeeks }, action: { type: 'seek' } };
}

/** Each seek in a row that brought nothing doubles the pause before the next. */
function isCoolingDown(
  { lastSeekAtMs, futileSeeks }: DriftController,
  nowMs: number,
  { seekCooldownMs }: DriftTuning,
): boolean {
  const pauseMs = Math.min(seekCooldownMs * 2 ** Math.max(0, futileSeeks - 1), MAX_SEEK_COOLDOWN_MS);
  return lastSeekAtMs !== null && nowMs - lastSeekAtMs < pauseMs;
}
