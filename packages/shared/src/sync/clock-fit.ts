/** One round trip as the estimator sees it. */
export interface ClockSample {
  /** Server epoch milliseconds minus local monotonic milliseconds, if both ways took equally long. */
  readonly offsetMs: number;
  readonly rttMs: number;
  /** Local monotonic milliseconds at the middle of the round trip. */
  readonly atMs: number;
  /** Measured before the device may have slept: evidence only as long as nothing speaks against it. */
  readonly isDoubted: boolean;
}

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
  /** Shortest round trip that the link seems to allow, in milliseconds. */
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
/** Steps in which the skew is closed in on, to 0.01 ppm. */
const SUMMIT_STEPS = 22;
/** Steps in which its deviation is, to 0.4 ppm. */
const WIDTH_STEPS = 10;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The clock as the two ways bound it. The server's answer cannot have been made before the ping left nor after the
 * answer came, so that every round trip says of the offset: not above this (the way there), not below that (the way
 * back). What a way took longer than it needs only loosens its bound, and the tightest of each side are from messages
 * that met no queue; the clock is in the middle between them. So it does not matter that another message was slow, or
 * that one way jitters and the other does not, as it does to an average and to the shortest round trip.
 *
 * The bounds of many minutes are compared along a slope, the skew: a wrong one brings the tightest bounds of both sides
 * closer together, at whichever end of the time it is wrong. The skew is therefore the slope that leaves most room,
 * weighed against `prior`: if delays beyond the shortest are exponential, their log-likelihood grows with n / mean for
 * each millisecond of room. A burst of a second says nothing about ppm, a baseline of minutes does.
 * (Moon, Skelly, Towsley: "Estimation and removal of clock skew from network delay measurements", 1999.)
 *
 * @param samples at least one
 * @param atMs local monotonic milliseconds of the answer
 */
export function fitClock(samples: readonly ClockSample[], atMs: number, prior: Skew): ClockLine {
  const { leastRttMs, delayMs } = linkOf(samples);
  const boundsOf = boundsBySkew(samples, atMs);
  // However many round trips there are, a millisecond that was rounded away is not to be read from them.
  const perMs = 1 / (delayMs / samples.length + READING_SD_MS);
  const scoreOf = (skew: number): number => {
    const { lowMs, highMs } = boundsOf(skew);
    return perMs * (highMs - lowMs) - ((skew - prior.skew) / prior.skewSd) ** 2 / 2;
  };
  const skew = summitOf(scoreOf);
  const skewSd = halfWidthOf(scoreOf, skew);
  const offsetOf = (slope: number): number => {
    const { lowMs, highMs } = boundsOf(slope);
    return (lowMs + highMs) / 2;
  };
  return {
    atMs,
    offsetMs: (samples[0]?.offsetMs ?? 0) + offsetOf(skew),
    offsetSdMs: Math.hypot(
      READING_SD_MS,
      // Of n even delays the shortest is about 2 / n of their mean longer than it had to be; that for two ways, halved.
      (Math.SQRT2 * delayMs) / samples.length,
      (offsetOf(skew + skewSd) - offsetOf(skew - skewSd)) / 2,
    ),
    leastRttMs,
    skew,
    skewSd,
  };
}

/** What one way says of the offset by a message of a certain age: at a skew of s it is not above `offsetMs + s * ageMs`. */
interface Bound {
  readonly offsetMs: number;
  readonly ageMs: number;
}

/** @returns the tightest bounds of the offset at `atMs` for a skew, in milliseconds more than the first sample's offset */
function boundsBySkew(
  samples: readonly ClockSample[],
  atMs: number,
): (skew: number) => { lowMs: number; highMs: number } {
  // Epoch milliseconds would leave few digits for what is looked for.
  const baseMs = samples[0]?.offsetMs ?? 0;
  const highs: Bound[] = [];
  // Turned upside down, so that both are bounds from above.
  const lows: Bound[] = [];
  for (const { offsetMs, rttMs, atMs: middleMs } of samples) {
    // The way there is as old as the ping, the way back as young as the answer.
    const pingAgeMs = atMs - middleMs + rttMs / 2;
    const answerAgeMs = atMs - middleMs - rttMs / 2;
    highs.push({ offsetMs: offsetMs - baseMs + rttMs / 2 + WANDER * pingAgeMs, ageMs: pingAgeMs });
    lows.push({ offsetMs: -(offsetMs - baseMs - rttMs / 2 - WANDER * answerAgeMs), ageMs: answerAgeMs });
  }
  const tightHighs = tightest(highs);
  const tightLows = tightest(lows);
  return (skew) => ({ lowMs: -lowestAt(tightLows, -skew), highMs: lowestAt(tightHighs, skew) });
}

/** Those that are the lowest at any skew: the lower convex hull, by Andrew's monotone chain (1979). */
function tightest(bounds: readonly Bound[]): Bound[] {
  const hull: Bound[] = [];
  for (const bound of [...bounds].sort((one, other) => one.ageMs - other.ageMs)) {
    while (hull.length > 0 && isCovered(hull.at(-2), hull.at(-1), bound)) hull.pop();
    hull.push(bound);
  }
  return hull;
}

/** Whether a point lies on or above the line between its neighbours. */
function isCovered(left: Bound | undefined, middle: Bound | undefined, right: Bound): boolean {
  if (!middle) return false;
  if (!left) return middle.ageMs === right.ageMs && middle.offsetMs >= right.offsetMs;
  const leftRun = middle.ageMs - left.ageMs;
  const run = right.ageMs - left.ageMs;
  return (middle.offsetMs - left.offsetMs) * run >= (right.offsetMs - left.offsetMs) * leftRun;
}

function lowestAt(bounds: readonly Bound[], skew: number): number {
  let lowestMs = Infinity;
  for (const { offsetMs, ageMs } of bounds) lowestMs = Math.min(lowestMs, offsetMs + skew * ageMs);
  return lowestMs;
}

/** @param score is concave. @returns where it is greatest between -MAX_SKEW and MAX_SKEW, by golden section */
function summitOf(score: (skew: number) => number): number {
  let low = -MAX_SKEW;
  let high = MAX_SKEW;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let leftScore = score(left);
  let rightScore = score(right);
  for (let step = 0; step < SUMMIT_STEPS; step += 1) {
    if (leftScore > rightScore) {
      high = right;
      [right, rightScore] = [left, leftScore];
      left = high - GOLDEN * (high - low);
      leftScore = score(left);
    } else {
      low = left;
      [left, leftScore] = [right, rightScore];
      right = low + GOLDEN * (high - low);
      rightScore = score(right);
    }
  }
  return (low + high) / 2;
}

/** @returns how far from its summit a log-likelihood has fallen by 1, on average of both sides: about its deviation */
function halfWidthOf(score: (skew: number) => number, summit: number): number {
  const least = score(summit) - 1;
  const reachTo = (sign: number): number => {
    let near = 0;
    let far = 2 * MAX_SKEW;
    for (let step = 0; step < WIDTH_STEPS; step += 1) {
      const middle = (near + far) / 2;
      if (score(summit + sign * middle) >= least) near = middle;
      else far = middle;
    }
    return far;
  };
  return (reachTo(-1) + reachTo(1)) / 2;
}

/** What the ways are like: the shortest round trip that they allow, and how much longer one way takes on average. */
function linkOf(samples: readonly ClockSample[]): { leastRttMs: number; delayMs: number } {
  const sorted = samples.map(({ rttMs }) => rttMs).sort((a, b) => a - b);
  const [bestMs = 0] = sorted;
  // A few round trips do not show yet how long the link may take: count one of half as long again.
  const medianMs = Math.max(
    sorted[Math.floor(sorted.length / 2)] ?? 0,
    sorted.length < FEW ? 1.5 * bestMs : 0,
  );
  // With two ways of even jitter the shortest of n is off by about 1.25 / √n of what the median is off.
  const likelyExcessMs = (1.25 * (medianMs - bestMs)) / Math.sqrt(sorted.length);
  return {
    leastRttMs: bestMs - Math.min(bestMs, likelyExcessMs),
    delayMs: Math.max(READING_SD_MS, (medianMs - bestMs) / 2),
  };
}

export function lineAt(line: ClockLine, nowMs: number): number {
  return line.offsetMs + line.skew * (nowMs - line.atMs);
}

/** Standard deviation of `lineAt` in milliseconds. */
export function lineSdAt(line: ClockLine, nowMs: number): number {
  const ageMs = nowMs - line.atMs;
  return Math.hypot(line.offsetSdMs, line.skewSd * ageMs, WANDER * ageMs);
}
