import {
  fitClock,
  lineAt,
  lineSdAt,
  MAX_SKEW,
  UNKNOWN_SKEW,
  type ClockLine,
  type Skew,
} from './clock-fit.js';
import type { ClockSample } from './one-way-bounds.js';

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

/** Farthest that the truth may be below and above the line when it was fitted, in milliseconds. */
interface Margin {
  readonly belowMs: number;
  readonly aboveMs: number;
}

/** What the ways to the server are like, in milliseconds. */
type Link = Pick<ClockEstimate, 'rttMs' | 'jitterMs'>;

/** What is known of the server's clock; a plain value, changed by `addRoundTrip` and `restartClockFilter` alone. */
export interface ClockFilter {
  readonly samples: readonly ClockSample[];
  readonly prior: Skew;
  /** Where the samples say that the clock is; null before the first. */
  readonly line: ClockLine | null;
  readonly margin: Margin;
  readonly link: Link;
  /** Where the estimate stood at the last sample; from there it slews to the line. */
  readonly anchor: { readonly offsetMs: number; readonly atMs: number } | null;
  /** Samples since the estimate began to settle, in which it goes to the line at once; null once it slews. */
  readonly settling: number | null;
  /** When a sample last contradicted the estimate, in local monotonic milliseconds. */
  readonly contradictedAtMs: number | null;
}

export interface ClockEstimate {
  /** Add to the local monotonic clock to get server epoch milliseconds. */
  offsetMs: number;
  /** Shortest round trip of the last minute, in milliseconds. */
  rttMs: number;
  /** Median of what round trips take longer than the shortest, in milliseconds. */
  jitterMs: number;
  /** What the server's clock gains on this device's, in ppm (microseconds a second), -200 to 200. */
  skewPpm: number;
  /** `rough` until a burst is in, or while every round trip is slow; corrections may be coarse then. */
  quality: 'rough' | 'good';
  /** Farthest that the estimate may be from the truth, in milliseconds. */
  errorMs: number;
  /** How far it is likely to be, in milliseconds: a standard deviation. */
  sdMs: number;
}

/**
 * Simulated sessions (simulation/clock-session.ts) over bad-4g are off by 20, 19 and 18 ms (p95) from 2.5 to 5 s after
 * the start with a burst of 5, 8 and 12, and over 4g by 3.0, 3.0 and 2.3 ms. Twelve take almost the 2 s within which a
 * device that woke is to be back.
 */
export const CLOCK_BURST_SIZE = 8;
export const CLOCK_BURST_SPACING_MS = 150;

/**
 * Milliseconds of correction per millisecond of time: 1 ms a second, twice what NTP slews. While the drift loop takes
 * its readings, for less than a second, the clock slews by less than 1 ms, a third of the narrowest band that the loop
 * ends a nudge in: it sees where the clock has gone, not that it is going.
 */
export const CLOCK_SLEW_RATE = 0.001;

/**
 * A round trip is worth the more the less is known. At the square of the deviation this comes to one in 250 ms at 4 ms,
 * one a second at 2 ms, and one in 16 s at 0.5 ms. Over bad-4g that is 41 a minute once it has settled, and errors of
 * 4.3 ms (p95); twice the interval is 31 and 4.8 ms, half of it 51 and 4.2 ms.
 */
const INTERVAL_AT_1_MS = 4_000;
/** 43 pings in 10 s at most, so that six connections of a person may settle at once: all events are limited to 300. */
const MIN_SETTLING_INTERVAL_MS = 250;
/** Also while no answer came: a link may stand still for a whole burst; round trips of another second tell. */
const MAX_SETTLING_INTERVAL_MS = 1_000;
const MIN_INTERVAL_MS = 1_000;
const MAX_INTERVAL_MS = 20_000;
const SURE_SD_MS = 2;
/**
 * Eight seconds. Over bad-4g half as many leave 17.0 ms (p95) from 4 to 15 s after the start instead of 10.7, which the
 * estimate then slews away under players that have just found each other.
 */
const SETTLED_SIZE = 4 * CLOCK_BURST_SIZE;

/** Six minutes over bad-4g. Half of it tells the skew less than half as well (46 ppm off instead of 19, p95). */
const WINDOW_SIZE = 256;
const WINDOW_MS = 600_000;
const BEST_RTT_WITHIN_MS = 60_000;
/**
 * A contradiction beyond this is a device that slept or another server: nobody is to hear half a minute of slewing.
 * Servers that NTP keeps in time are closer to each other than this.
 */
const JUMP_BEYOND_MS = 30;
/** What whole milliseconds and a coarse `performance.now()` may add up to. */
const READING_MS = 1;
/** Standard deviations that are not chance any more. */
const SURE = 4;
/** Share of a round trip by which what a link needs may be misjudged: without it, stalls of 1.5 s looked like sleeps. */
const LINK_SHARE = 0.1;
/** Crystals are not blamed for less than this, however sure the fit. */
const MIN_SKEW_SLACK = 10e-6;
const GOOD_RTT_MS = 400;

export const emptyClockFilter: ClockFilter = {
  samples: [],
  prior: UNKNOWN_SKEW,
  line: null,
  margin: { belowMs: 0, aboveMs: 0 },
  link: { rttMs: 0, jitterMs: 0 },
  anchor: null,
  settling: 0,
  contradictedAtMs: null,
};

/** Takes one more round trip in. */
export function addRoundTrip(filter: ClockFilter, trip: RoundTrip): ClockFilter {
  const sample = sampleOf(trip);
  if (!sample) return filter;
  const atMs = trip.receivedAtMs;
  const contradicted = contradicts(filter, sample);
  const kept = contradicted ? [] : filter.samples.filter((known) => atMs - known.atMs <= WINDOW_MS);
  const samples = [...kept, sample].slice(-WINDOW_SIZE);
  // The crystal is the same after a sleep.
  const prior = contradicted && filter.line ? skewOf(filter.line) : filter.prior;
  const fitted = fitClock(samples, atMs, prior);
  const { line, margin } = withinMargin(fitted, marginOf(samples, fitted));
  const current = offsetAt(filter, atMs);
  const isElsewhere = contradicted && Math.abs(line.offsetMs - (current ?? 0)) > JUMP_BEYOND_MS;
  const settling = isElsewhere ? 0 : filter.settling;
  return {
    samples,
    prior,
    line,
    margin,
    link: linkOf(samples, atMs),
    anchor: { offsetMs: current === null || settling !== null ? line.offsetMs : current, atMs },
    settling: settling === null ? null : settle(settling + 1, line),
    contradictedAtMs: contradicted ? atMs : filter.contradictedAtMs,
  };
}

/**
 * Doubts the samples but keeps them until a new one contradicts them. In a sleep the monotonic clock of some devices
 * stands still, and old samples would outvote the new ones.
 */
export function restartClockFilter(filter: ClockFilter): ClockFilter {
  return { ...filter, samples: filter.samples.map((sample) => ({ ...sample, isDoubted: true })) };
}

/** Milliseconds from one round trip to the next outside of bursts: fewer of them the less they would tell. */
export function clockIntervalMs({ line, settling }: ClockFilter): number {
  if (!line) return MAX_SETTLING_INTERVAL_MS;
  const worthMs = INTERVAL_AT_1_MS / line.offsetSdMs ** 2;
  return settling === null
    ? clamp(worthMs, MIN_INTERVAL_MS, MAX_INTERVAL_MS)
    : clamp(worthMs, MIN_SETTLING_INTERVAL_MS, MAX_SETTLING_INTERVAL_MS);
}

/**
 * @param nowMs local monotonic milliseconds
 * @returns null before the first answer
 */
export function estimateAt(filter: ClockFilter, nowMs: number): ClockEstimate | null {
  const { line, margin, link } = filter;
  const offsetMs = offsetAt(filter, nowMs);
  if (offsetMs === null || !line) return null;
  const aheadMs = offsetMs - lineAt(line, nowMs);
  const staleMs = Math.max(0, nowMs - line.atMs) * slackOf(line);
  const errorMs = Math.max(Math.abs(margin.belowMs + aheadMs), Math.abs(margin.aboveMs - aheadMs)) + staleMs;
  const isGood = filter.settling === null && link.rttMs <= GOOD_RTT_MS;
  return {
    offsetMs,
    ...link,
    skewPpm: line.skew * 1e6,
    quality: isGood ? 'good' : 'rough',
    errorMs,
    sdMs: lineSdAt(line, nowMs),
  };
}

function settle(count: number, line: ClockLine): number | null {
  const isSettled = count >= (line.offsetSdMs <= SURE_SD_MS ? CLOCK_BURST_SIZE : SETTLED_SIZE);
  return isSettled ? null : count;
}

/**
 * Two round trips over one link differ by half of what one took longer than the link needs, and by what the estimate
 * may be off. Much more is a clock that stood still, or another server's.
 */
function contradicts({ line }: ClockFilter, sample: ClockSample): boolean {
  if (!line) return false;
  const offMs = Math.abs(sample.offsetMs - lineAt(line, sample.atMs));
  const excessMs = Math.abs(sample.rttMs - line.leastRttMs);
  const linkMs = LINK_SHARE * (line.leastRttMs + excessMs);
  return offMs > excessMs / 2 + linkMs + SURE * lineSdAt(line, sample.atMs) + READING_MS;
}

/** The server read its clock at some moment of every round trip, so that each of them leaves less room for the truth. */
function marginOf(samples: readonly ClockSample[], line: ClockLine): Margin {
  const sure = samples.filter(({ isDoubted }) => !isDoubted);
  const slack = slackOf(line);
  let belowMs = Infinity;
  let aboveMs = Infinity;
  for (const { offsetMs, rttMs, atMs } of sure) {
    const aboveLineMs = offsetMs - lineAt(line, atMs);
    const reachMs = rttMs / 2 + (line.atMs - atMs) * slack + READING_MS;
    if (reachMs - aboveLineMs < belowMs) belowMs = reachMs - aboveLineMs;
    if (reachMs + aboveLineMs < aboveMs) aboveMs = reachMs + aboveLineMs;
  }
  return { belowMs, aboveMs };
}

/** A line that leaves the room for the truth is moved to its edge. */
function withinMargin(line: ClockLine, { belowMs, aboveMs }: Margin): { line: ClockLine; margin: Margin } {
  const moveMs = Math.min(0, aboveMs) - Math.min(0, belowMs);
  return {
    line: { ...line, offsetMs: line.offsetMs + moveMs },
    margin: { belowMs: belowMs + moveMs, aboveMs: aboveMs - moveMs },
  };
}

function offsetAt({ anchor, line }: ClockFilter, nowMs: number): number | null {
  if (!anchor || !line) return null;
  const sinceMs = Math.max(0, nowMs - anchor.atMs);
  const carriedMs = anchor.offsetMs + line.skew * (nowMs - anchor.atMs);
  const reachMs = sinceMs * CLOCK_SLEW_RATE;
  return carriedMs + clamp(lineAt(line, nowMs) - carriedMs, -reachMs, reachMs);
}

function sampleOf({ sentAtMs, receivedAtMs, serverTimeMs }: RoundTrip): ClockSample | undefined {
  const rttMs = receivedAtMs - sentAtMs;
  if (!(rttMs >= 0) || !Number.isFinite(serverTimeMs)) return undefined;
  const atMs = (sentAtMs + receivedAtMs) / 2;
  return { offsetMs: serverTimeMs - atMs, rttMs, atMs, isDoubted: false };
}

function skewOf({ skew, skewSd }: ClockLine): Skew {
  return { skew, skewSd: Math.max(skewSd, MIN_SKEW_SLACK) };
}

/** Farthest that the skew may be from the fitted one. */
function slackOf({ skewSd }: ClockLine): number {
  return Math.min(MAX_SKEW, MIN_SKEW_SLACK + SURE * skewSd);
}

function bestRttMs(samples: readonly ClockSample[]): number {
  return Math.min(...samples.map(({ rttMs }) => rttMs));
}

function linkOf(samples: readonly ClockSample[], nowMs: number): Link {
  const sorted = samples.map(({ rttMs }) => rttMs).sort((a, b) => a - b);
  return {
    rttMs: bestRttMs(samples.filter(({ atMs }) => nowMs - atMs <= BEST_RTT_WITHIN_MS)),
    jitterMs: (sorted[Math.floor(sorted.length / 2)] ?? 0) - (sorted[0] ?? 0),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
