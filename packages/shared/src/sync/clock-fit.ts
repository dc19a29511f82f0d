import { halfWidthOf, summitOf } from './concave.js';
import { oneWayBounds, type Bounds, type ClockSample } from './one-way-bounds.js';

/** Milliseconds that the server gains per local millisecond, and how sure that is. */
export interface Skew {
  readonly skew: number;
  /** Standard deviation of `skew`. */
  readonly skewSd: number;
}

/** The server's clock as a straight line over the local one. */
export interface ClockLine extends Skew {
  readonly atMs: number;
  /** Offset at `atMs`. */
  readonly offsetMs: number;
  /** Standard deviation of `offsetMs`. */
  readonly offsetSdMs: number;
  /** Shortest round trip that the link seems to allow, in milliseconds: the shortest ways there and back. */
  readonly leastRttMs: number;
}

/** What is known before anything was measured: crystals of phones and servers are within ±50 ppm of each other. */
export const UNKNOWN_SKEW: Skew = { skew: 0, skewSd: 40e-6 };
/** No crystal is worse; beyond it the measurement is. */
export const MAX_SKEW = 200e-6;

/** The server tells whole milliseconds (a standard deviation of 0.29 ms), and browsers round `performance.now()`. */
const READING_SD_MS = 0.4;
/** As many round trips show how far a link jitters. */
const FEW = 8;
/** A crystal's rate wanders with its temperature, by a few ppm within minutes. */
const WANDER = 2e-6;
/** 0.01 ppm: 6 µs in the ten minutes that samples live. */
const SKEW_WITHIN = 0.01e-6;
const SKEW_SD_WITHIN = 0.4e-6;

/**
 * The clock is in the middle between the tightest bounds that the ways there and the ways back set for it. Each comes
 * from a message that met no queue; how slow the others were does not matter, nor that one way jitters and the other
 * does not, as it does to an average and to the shortest round trip. With n even delays the error shrinks with n, that
 * of an average with its root.
 *
 * Bounds of different ages are compared along a slope, the skew. A wrong one brings both sides closer together, at
 * whichever end of the time it is wrong. The skew is therefore the slope that leaves most room, weighed against
 * `prior`: if delays beyond the shortest are exponential, their log-likelihood grows by n / mean with each millisecond
 * of room. A burst of a second says nothing about ppm, a baseline of minutes does.
 *
 * Moon, Skelly and Towsley, "Estimation and Removal of Clock Skew from Network Delay Measurements", INFOCOM 1999.
 *
 * @param samples at least one
 * @param atMs local monotonic milliseconds of the answer
 */
export function fitClock(samples: readonly ClockSample[], atMs: number, prior: Skew): ClockLine {
  const baseMs = samples[0]?.offsetMs ?? 0;
  const boundsOf = oneWayBounds({ samples, atMs, baseMs, wander: WANDER });
  const excessMs = excessOf(samples, roomOf(boundsOf(prior.skew)));
  // However many round trips there are, a millisecond that was rounded away is not to be read from them.
  const perMs = 1 / (excessMs / samples.length + READING_SD_MS);
  const score = (skew: number): number =>
    perMs * roomOf(boundsOf(skew)) - ((skew - prior.skew) / prior.skewSd) ** 2 / 2;
  const offsetOf = (skew: number): number => middleOf(boundsOf(skew));
  const skew = summitOf({ score, low: -MAX_SKEW, high: MAX_SKEW, within: SKEW_WITHIN });
  // Where a log-likelihood has fallen by 1 is about a standard deviation away, on the safe side.
  const skewSd = halfWidthOf({ score, summit: skew, reach: 2 * MAX_SKEW, within: SKEW_SD_WITHIN });
  const bounds = boundsOf(skew);
  return {
    atMs,
    offsetMs: baseMs + middleOf(bounds),
    offsetSdMs: Math.hypot(
      READING_SD_MS,
      // The shortest of n even delays is about 2 / n of their mean longer than it had to be; for two ways, halved.
      (Math.SQRT2 * excessMs) / samples.length,
      (offsetOf(skew + skewSd) - offsetOf(skew - skewSd)) / 2,
    ),
    leastRttMs: Math.max(0, roomOf(bounds)),
    skew,
    skewSd,
  };
}

function middleOf({ lowMs, highMs }: Bounds): number {
  return (lowMs + highMs) / 2;
}

/** The shortest way there and the shortest way back together, in milliseconds. */
function roomOf({ lowMs, highMs }: Bounds): number {
  return highMs - lowMs;
}

/**
 * How much longer than it needs one way takes on average, in milliseconds. Of few round trips even the shortest is far
 * from the shortest ways.
 */
function excessOf(samples: readonly ClockSample[], shortestWaysMs: number): number {
  const sorted = samples.map(({ rttMs }) => rttMs).sort((a, b) => a - b);
  const medianMs = sorted[Math.floor(sorted.length / 2)] ?? 0;
  // A few do not show yet how long the link may take: count the shortest and half as long again.
  const usualMs = Math.max(medianMs, sorted.length < FEW ? 1.5 * (sorted[0] ?? 0) : 0);
  return Math.max(READING_SD_MS, (usualMs - shortestWaysMs) / 2);
}

export function lineAt(line: ClockLine, nowMs: number): number {
  return line.offsetMs + line.skew * (nowMs - line.atMs);
}

/** Standard deviation of `lineAt` in milliseconds. */
export function lineSdAt(line: ClockLine, nowMs: number): number {
  const ageMs = nowMs - line.atMs;
  return Math.hypot(line.offsetSdMs, line.skewSd * ageMs, WANDER * ageMs);
}
