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
/**
 * Each millisecond that a round trip took longer than the link needs was lost on the way there or on the way back. If
 * either is as likely, the error is spread evenly over half of it to both sides: a standard deviation of 0.29.
 */
const EXCESS_SD = 0.3;
/** As many round trips show how far a link jitters. */
const FEW = 8;
/** A crystal's rate wanders with its temperature, by a few ppm within minutes. */
const WANDER = 2e-6;

/**
 * Weighted least squares for offset and skew. A round trip weighs by how much longer than the link needs it took, and by its
 * age. The skew starts from `prior` and gives way to the samples only as far as they tell it better: a burst of a
 * second says nothing about ppm, a baseline of minutes does.
 *
 * @param samples at least one
 * @param atMs local monotonic milliseconds of the answer
 */
export function fitClock(samples: readonly ClockSample[], atMs: number, prior: Skew): ClockLine {
  const sorted = samples.map(({ rttMs }) => rttMs).sort((a, b) => a - b);
  const [bestRttMs = 0] = sorted;
  const leastRttMs = bestRttMs - likelyExcessOfBest(sorted);
  // Epoch milliseconds squared would leave no digits for what is looked for.
  const baseMs = samples[0]?.offsetMs ?? 0;
  let weights = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = prior.skewSd ** -2;
  let sumXY = 0;
  for (const { offsetMs, rttMs, atMs: sampleAtMs } of samples) {
    const x = sampleAtMs - atMs;
    const y = offsetMs - baseMs - prior.skew * x;
    const weight = 1 / (READING_SD_MS ** 2 + (EXCESS_SD * (rttMs - leastRttMs)) ** 2 + (WANDER * x) ** 2);
    weights += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumXY += weight * x * y;
  }
  const determinant = weights * sumXX - sumX * sumX;
  const fitted = prior.skew + (weights * sumXY - sumX * sumY) / determinant;
  const skew = Math.min(Math.max(fitted, -MAX_SKEW), MAX_SKEW);
  return {
    atMs,
    offsetMs: baseMs + (sumY - (skew - prior.skew) * sumX) / weights,
    offsetSdMs: Math.sqrt(sumXX / determinant),
    leastRttMs,
    skew,
    skewSd: Math.sqrt(weights / determinant),
  };
}

/**
 * How much longer than the link needs even the best round trip took, in milliseconds: with two ways of even jitter the
 * shortest of n is off the shortest possible by about 1.25 / √n of what the median is off.
 *
 * @param sorted round trips in milliseconds, the shortest first
 */
function likelyExcessOfBest(sorted: readonly number[]): number {
  const [bestMs = 0] = sorted;
  // A few round trips do not show yet how long the link may take: count one of half as long again.
  const medianMs = Math.max(
    sorted[Math.floor(sorted.length / 2)] ?? 0,
    sorted.length < FEW ? 1.5 * bestMs : 0,
  );
  return Math.min(bestMs, (1.25 * (medianMs - bestMs)) / Math.sqrt(sorted.length));
}

export function lineAt(line: ClockLine, nowMs: number): number {
  return line.offsetMs + line.skew * (nowMs - line.atMs);
}

/** Standard deviation of `lineAt` in milliseconds. */
export function lineSdAt(line: ClockLine, nowMs: number): number {
  const ageMs = nowMs - line.atMs;
  return Math.hypot(line.offsetSdMs, line.skewSd * ageMs, WANDER * ageMs);
}
