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

/** The offset is neither above `highMs` nor below `lowMs`; milliseconds more than what they are counted from. */
export interface Bounds {
  readonly lowMs: number;
  readonly highMs: number;
}

/** What one message says of the offset, on one side. */
interface Bound {
  readonly offsetMs: number;
  readonly ageMs: number;
}

interface BoundsOptions {
  samples: readonly ClockSample[];
  /** Local monotonic milliseconds of the moment that the bounds are for. */
  atMs: number;
  /** What the bounds are counted from: epoch milliseconds would leave few digits for what is looked for. */
  baseMs: number;
  /** What a bound loosens by per millisecond of age, because rates wander. */
  wander: number;
}

/**
 * The ping left before the server read its clock, which keeps the offset down; the answer came after it, which keeps it
 * up. What a way took longer than it needs only loosens its bound.
 *
 * @returns the tightest bounds for a skew
 */
export function oneWayBounds({ samples, atMs, baseMs, wander }: BoundsOptions): (skew: number) => Bounds {
  const highs: Bound[] = [];
  const lows: Bound[] = [];
  for (const { offsetMs, rttMs, atMs: middleMs } of samples) {
    const wayMs = rttMs / 2;
    const pingAgeMs = atMs - middleMs + wayMs;
    const answerAgeMs = atMs - middleMs - wayMs;
    highs.push({ offsetMs: offsetMs - baseMs + wayMs + wander * pingAgeMs, ageMs: pingAgeMs });
    lows.push({ offsetMs: offsetMs - baseMs - wayMs - wander * answerAgeMs, ageMs: answerAgeMs });
  }
  return (skew) => {
    let highMs = Infinity;
    for (const bound of highs) {
      const atSkewMs = bound.offsetMs + skew * bound.ageMs;
      if (atSkewMs < highMs) highMs = atSkewMs;
    }
    let lowMs = -Infinity;
    for (const bound of lows) {
      const atSkewMs = bound.offsetMs + skew * bound.ageMs;
      if (atSkewMs > lowMs) lowMs = atSkewMs;
    }
    return { lowMs, highMs };
  };
}
