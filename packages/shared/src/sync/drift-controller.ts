import { driftOf, emptyDriftMeter, readDrift, type DriftMeter, type MeasuredDrift } from './drift-meter.js';
import { planNudge, type Nudge } from './nudge.js';
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
  readonly unjudged: { readonly nudge: Nudge; readonly driftS: number } | null;
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
  /** Where the player was when it was last seen moving; what does not move though it plays is in an advertisement. */
  readonly lastMove: { readonly atMs: number; readonly positionS: number } | null;
  readonly lastLookAtMs: number | null;
  /** Share of the looks that followed each other closely and found the player's position where it was, of late. */
  readonly staleShare: number;
}

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
export const HONING_DRIFT_TUNING: DriftTuning = {
  ...SETTLING_DRIFT_TUNING,
  deadBandS: 0.003,
  restlessBandS: 0.003,
};

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
/** Time without any movement after which a player that says that it plays is believed to show something else. */
const STUCK_AFTER_MS = 1_000;
/** From this share of stale looks on, the clock is coarse; a fine one has none. */
const COARSE_SHARE = 0.2;
/** About a dozen looks decide. */
const STALE_WEIGHT = 0.1;
/** Looks farther apart find each position renewed, in milliseconds. */
const CLOSE_LOOK_MS = 60;
/** A drift of so many deviations of the clock is more likely the clock's than the player's: it is still being measured. */
const CLOCK_SDS = 2;
const MAX_SEEK_COOLDOWN_MS = 30_000;

export function createDriftController(roomRate = 1): DriftController {
  return {
    meter: emptyDriftMeter,
    rate: roomRate,
    nudge: null,
    unjudged: null,
    stretchLossS: FIRST_STRETCH_LOSS_S,
    lastNudgeAtMs: null,
    futileNudges: 0,
    quietUntilMs: -Infinity,
    lastSeekAtMs: null,
    futileSeeks: 0,
    lastMove: null,
    lastLookAtMs: null,
    staleShare: 0,
  };
}

/** Follows a new timeline: what was read is void, what was learnt of the player stays. */
export function restartDriftController(controller: DriftController, roomRate: number): DriftController {
  const { futileNudges, lastNudgeAtMs, stretchLossS, staleShare } = controller;
  return { ...createDriftController(roomRate), futileNudges, lastNudgeAtMs, stretchLossS, staleShare };
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
      return settle(forget(controller), input.roomRate);
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
export function isStuck({ lastMove, lastLookAtMs }: DriftController): boolean {
  return lastMove !== null && lastLookAtMs !== null && lastLookAtMs - lastMove.atMs >= STUCK_AFTER_MS;
}

/** Readings of before an interruption say nothing of after it. */
function forget(controller: DriftController): DriftController {
  return { ...controller, meter: emptyDriftMeter, nudge: null, unjudged: null, lastMove: null };
}

function controlResting(controller: DriftController, input: DriftInput, tuning: DriftTuning): Decision {
  const isOff = Math.abs(input.expectedS - input.measuredS) > tuning.pausedBandS;
  if (isOff && input.capabilities.seek && !isCoolingDown(controller, input.nowMs, tuning)) {
    return seek(controller, input.nowMs);
  }
  return settle(controller, input.roomRate);
}

function controlRunning(before: DriftController, input: DriftInput, tuning: DriftTuning): Decision {
  const { nowMs, roomRate } = input;
  const lookGapMs = before.lastLookAtMs === null ? 0 : nowMs - before.lastLookAtMs;
  const controller = watchMovement(before, input);
  if (isStuck(controller)) return settle({ ...controller, meter: emptyDriftMeter }, roomRate);
  if (controller.nudge && nowMs >= controller.nudge.endsAtMs) return endNudge(controller, nowMs, roomRate);
  if (nowMs < controller.quietUntilMs) return stay(controller);

  const meter = readDrift(controller.meter, {
    nowMs,
    expectedS: input.expectedS,
    measuredS: input.measuredS,
    surplusRate: controller.rate - roomRate,
    isCoarse: hasCoarseClock(controller),
  });
  const read = { ...controller, meter };
  const drift = driftOf(meter);
  if (!drift) return stay(read);
  if (mustSeek(read, input, drift, tuning)) return seek(read, nowMs);
  if (read.nudge || drift.count < tuning.minReadings) return stay(read);
  return correct(judge(read, roomRate, drift.driftS), input, drift, { tuning, lookGapMs });
}

function watchMovement(controller: DriftController, { nowMs, measuredS }: DriftInput): DriftController {
  const { lastMove, lastLookAtMs, staleShare } = controller;
  const hasMoved = lastMove?.positionS !== measuredS;
  const isClose = lastLookAtMs !== null && nowMs - lastLookAtMs <= CLOSE_LOOK_MS && nowMs > lastLookAtMs;
  return {
    ...controller,
    lastLookAtMs: nowMs,
    staleShare: isClose ? staleShare + STALE_WEIGHT * ((hasMoved ? 0 : 1) - staleShare) : staleShare,
    lastMove: hasMoved ? { atMs: nowMs, positionS: measuredS } : lastMove,
  };
}

function mustSeek(
  controller: DriftController,
  { nowMs, capabilities }: DriftInput,
  { driftS, count }: MeasuredDrift,
  tuning: DriftTuning,
): boolean {
  const bandS = obeysRates(controller, capabilities, nowMs) ? tuning.hardSeekS : tuning.seekOnlyBandS;
  const isFar = Math.abs(driftS) > bandS;
  const isSure = count >= tuning.minReadings || Math.abs(driftS) > tuning.hardSeekS;
  return isFar && isSure && capabilities.seek && !isCoolingDown(controller, nowMs, tuning);
}

/** Whether the player can be sped up and slowed down, by its word and by what it did so far. */
function obeysRates(
  { futileNudges, lastNudgeAtMs }: DriftController,
  capabilities: DriftInput['capabilities'],
  nowMs: number,
): boolean {
  if (capabilities.rate === 'none') return false;
  const isTooSoon = lastNudgeAtMs !== null && nowMs - lastNudgeAtMs < FUTILE_NUDGE_PAUSE_MS;
  return futileNudges < FUTILE_NUDGES || !isTooSoon;
}

/** Compares what the latest nudge did with what it was to do. */
function judge(controller: DriftController, roomRate: number, nowS: number): DriftController {
  if (!controller.unjudged) return controller;
  const { nudge, driftS } = controller.unjudged;
  const doneS = driftS - nowS;
  const judged = { ...controller, unjudged: null };
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
  { nowMs, roomRate, capabilities, clockSdS = 0 }: DriftInput,
  { driftS, errorS }: MeasuredDrift,
  { tuning, lookGapMs }: { tuning: DriftTuning; lookGapMs: number },
): Decision {
  const { lastNudgeAtMs } = controller;
  const isRestless = lastNudgeAtMs !== null && nowMs - lastNudgeAtMs < tuning.restlessMs;
  // What is uncertain is when a position was true: the faster the film, the more of it lies in that time.
  const uncertainS = Math.max(errorS, CLOCK_SDS * clockSdS) * Math.max(1, roomRate);
  const bandS = Math.max(isRestless ? tuning.restlessBandS : tuning.deadBandS, uncertainS);
  const isIn = Math.abs(driftS) <= bandS;
  const calm = isIn ? { ...controller, futileSeeks: 0 } : controller;
  if (isIn || !obeysRates(calm, capabilities, nowMs)) return settle(calm, roomRate);
  const { stretchLossS } = calm;
  const hasSteps = capabilities.rate !== 'any';
  const nudge = planNudge({ nowMs, driftS, roomRate, lookGapMs, hasSteps, stretchLossS }, tuning);
  if (!nudge) return settle(calm, roomRate);
  return {
    controller: { ...calm, nudge, rate: nudge.rate, unjudged: { nudge, driftS }, lastNudgeAtMs: nowMs },
    action: { type: 'rate', rate: nudge.rate, keepsPitch: nudge.keepsPitch },
  };
}

function endNudge(controller: DriftController, nowMs: number, roomRate: number): Decision {
  const quietUntilMs = nowMs + QUIET_AFTER_NUDGE_MS;
  return settle({ ...controller, meter: emptyDriftMeter, quietUntilMs }, roomRate);
}

function stay(controller: DriftController): Decision {
  return { controller, action: { type: 'none' } };
}

/** Goes back to the room's rate, where the player is not there already. */
function settle(controller: DriftController, roomRate: number): Decision {
  const next = { ...controller, nudge: null, rate: roomRate };
  const action: DriftAction =
    controller.rate === roomRate ? { type: 'none' } : { type: 'rate', rate: roomRate, keepsPitch: true };
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
