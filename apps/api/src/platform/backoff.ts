export interface BackoffOptions {
  firstMs: number;
  /** Longest pause. */
  maxMs: number;
  /** From 0 up to 1. */
  random: () => number;
}

/** Doubles the pause with every failure in a row, and spreads it, so that many do not come back at the same moment. */
export function backoffMs(failures: number, { firstMs, maxMs, random }: BackoffOptions): number {
  const wholeMs = Math.min(maxMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(wholeMs * (0.5 + random() / 2));
}
