const FIRST_SPREAD_MS = 1_000;
/** Whoever waits longer than this for a server that is there again calls the app broken. */
const MAX_SPREAD_MS = 10_000;

/**
 * Full jitter: any moment of a span that doubles with each try is as likely as any other. Socket.io's own delays end in
 * one and the same value once they reach their maximum, where a whole room would come back in one instant.
 *
 * @param attempt from 0
 * @param random from 0 to 1
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  return random * Math.min(MAX_SPREAD_MS, FIRST_SPREAD_MS * 2 ** attempt);
}
