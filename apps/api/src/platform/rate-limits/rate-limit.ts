import { UNIT_MS } from '../duration.js';

/** How much may happen within a window that starts with the first of it. */
export interface RateLimit {
  readonly points: number;
  readonly windowMs: number;
}

/** Timers of Node hold 2^31 - 1 ms, a little more than this; the counters in memory expire by them. */
const LONGEST_WINDOW_MS = 24 * UNIT_MS.d;
const POINTS_MAX = 1_000_000;

/**
 * Reads a limit as settings write it: `100/15m` is a hundred in fifteen minutes. Units: s, m, h, d.
 * @throws Error with a sentence for whoever wrote the setting.
 */
export function parseRateLimit(text: string): RateLimit {
  const match = /^(\d{1,9})\/(\d{1,9})([smhd])$/.exec(text.trim());
  if (!match) {
    throw new Error(
      `"${text}" is not a rate limit: write points/window, such as 100/15m (units: s, m, h, d)`,
    );
  }
  const points = Number(match[1]);
  const windowMs = Number(match[2]) * UNIT_MS[match[3] as keyof typeof UNIT_MS];
  if (points < 1 || points > POINTS_MAX) {
    throw new Error(`"${text}" is not a rate limit: the points must be from 1 to ${POINTS_MAX}`);
  }
  if (windowMs < 1 || windowMs > LONGEST_WINDOW_MS) {
    throw new Error(`"${text}" is not a rate limit: the window must be from 1s to 24d`);
  }
  return { points, windowMs };
}
