/**
 * Estimates the server's clock from round trips. Pure: the caller measures on a monotonic clock
 * (`performance.now()`), because `Date` jumps whenever the device corrects its time.
 */

/** One answered ping. */
export interface RoundTrip {
  /** Local monotonic milliseconds when the ping left. */
  sentAtMs: number;
  /** Local monotonic milliseconds when the answer came. */
  receivedAtMs: number;
  /** Server epoch milliseconds that the answer carried. */
  serverTimeMs: number;
}

interface ClockSample {
  offsetMs: number;
  rttMs: number;
  atMs: number;
}

/** What is known of the server's clock; a plain value, changed by `addRoundTrip` alone. */
export interface ClockFilter {
  readonly samples: readonly ClockSample[];
  /** Where the estimate stood when its goal last changed; from there it slews to the goal. */
  readonly anchor: { readonly offsetMs: number; readonly atMs: number } | null;
  readonly goal: ClockSample | null;
}

export interface ClockEstimate {
  /** Add to the local monotonic clock to get server epoch milliseconds. */
  offsetMs: number;
  /** Round trip of the sample that the estimate rests on, in milliseconds. */
  rttMs: number;
  /** `rough` until a burst is in, or while every round trip is slow; corrections may be coarse then. */
  quality: 'rough' | 'good';
  /** Farthest that the estimate may be from the truth, in milliseconds. */
  errorMs: number;
}

export const CLOCK_BURST_SIZE = 5;
export const CLOCK_BURST_SPACING_MS = 150;
export const CLOCK_INTERVAL_MS = 20_000;

const WINDOW_SIZE = 12;
/** A jump beyond this is no measuring error but a device that slept or a server that changed: follow at once. */
const SLEW_LIMIT_MS = 150;
/** Milliseconds of correction per millisecond of time: 10 ms a second, far below what the drift loop corrects. */
const SLEW_RATE = 0.01;
/**
 * Crystals of cheap devices run apart by up to about 50 ppm, so that an old sample goes stale however short its
 * round trip was. An age of 1 s weighs as much as 0.1 ms of round trip.
 */
const AGE_PENALTY_MS_PER_MS = 0.0001;
const GOOD_RTT_MS = 400;

export const emptyClockFilter: ClockFilter = { samples: [], anchor: null, goal: null };

/** Takes one more round trip in. */
export function addRoundTrip(filter: ClockFilter, trip: RoundTrip): ClockFilter {
  const sample = sampleOf(trip);
  if (!sample) return filter;
  const samples = [...filter.samples, sample].slice(-WINDOW_SIZE);
  const goal = samples.reduce((best, next) =>
    cost(next, sample.atMs) <= cost(best, sample.atMs) ? next : best,
  );
  const current = offsetAt(filter, sample.atMs);
  const isSettling = samples.length <= CLOCK_BURST_SIZE;
  const jumps = current === null || isSettling || Math.abs(goal.offsetMs - current) > SLEW_LIMIT_MS;
  return { samples, goal, anchor: { offsetMs: jumps ? goal.offsetMs : current, atMs: sample.atMs } };
}

/**
 * Forgets the samples but keeps the present estimate until new ones come. After a sleep the monotonic clock of
 * some devices has stood still, and old samples would outvote the new ones.
 */
export function restartClockFilter(filter: ClockFilter): ClockFilter {
  return { ...filter, samples: [] };
}

/**
 * @param nowMs local monotonic milliseconds
 * @returns null before the first answer
 */
export function estimateAt(filter: ClockFilter, nowMs: number): ClockEstimate | null {
  const offsetMs = offsetAt(filter, nowMs);
  if (offsetMs === null || !filter.goal) return null;
  const isGood = filter.samples.length >= CLOCK_BURST_SIZE && filter.goal.rttMs <= GOOD_RTT_MS;
  // The answer was made at some moment of the round trip; until the estimate has slewed to the goal, that comes on top.
  const errorMs = filter.goal.rttMs / 2 + Math.abs(filter.goal.offsetMs - offsetMs);
  return { offsetMs, rttMs: filter.goal.rttMs, quality: isGood ? 'good' : 'rough', errorMs };
}

function offsetAt({ anchor, goal }: ClockFilter, nowMs: number): number | null {
  if (!anchor || !goal) return null;
  const reach = Math.max(0, nowMs - anchor.atMs) * SLEW_RATE;
  return anchor.offsetMs + clamp(goal.offsetMs - anchor.offsetMs, -reach, reach);
}

function sampleOf({ sentAtMs, receivedAtMs, serverTimeMs }: RoundTrip): ClockSample | undefined {
  const rttMs = receivedAtMs - sentAtMs;
  if (!(rttMs >= 0) || !Number.isFinite(serverTimeMs)) return undefined;
  return { offsetMs: serverTimeMs - (sentAtMs + receivedAtMs) / 2, rttMs, atMs: receivedAtMs };
}

function cost(sample: ClockSample, nowMs: number): number {
  return sample.rttMs + (nowMs - sample.atMs) * AGE_PENALTY_MS_PER_MS;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
