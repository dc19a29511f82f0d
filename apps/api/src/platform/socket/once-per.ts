import type { Now } from '../now.js';
import type { AppSocket } from './socket-server.js';

/** Timers are not exact, and a client may be a little early. */
const EARLY_MS = 5_000;

/**
 * For what clients tell of themselves at a fixed pace: whoever tells more would weigh more than everybody else.
 *
 * @returns tells whether a connection's turn has come, and counts it if so
 */
export function oncePer(intervalMs: number, now: Now): (socket: AppSocket) => boolean {
  const countedAt = new WeakMap<AppSocket, number>();
  return (socket) => {
    const last = countedAt.get(socket) ?? Number.NEGATIVE_INFINITY;
    if (now() - last < intervalMs - EARLY_MS) return false;
    countedAt.set(socket, now());
    return true;
  };
}
