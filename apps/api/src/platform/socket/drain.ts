import type { Broadcaster } from './broadcaster.js';

export interface DrainOptions {
  broadcaster: Pick<Broadcaster, 'toEverybodyHere'>;
  countConnections: () => number;
  /** Lets so many milliseconds go by. */
  pause?: (ms: number) => Promise<void>;
}

/** Two thousand people who move within four seconds are 500 joins a second for the other nodes. */
const PER_CONNECTION_MS = 2;
const WITHIN_MIN_MS = 500;
const WITHIN_MAX_MS = 4_000;
/**
 * For those whose time comes last, on a machine that is busy with starting the next release. Whoever stays longer does not
 * know the event, and is cut like by a crash.
 */
const FAREWELL_MS = 2_000;
const LOOK_EVERY_MS = 25;

/** Asks everybody on this node to connect anew, each at a moment of their own, and waits until they have gone. */
export async function drainConnections({
  broadcaster,
  countConnections,
  pause = sleep,
}: DrainOptions): Promise<void> {
  const count = countConnections();
  if (count === 0) return;
  const reconnectWithinMs = Math.min(WITHIN_MAX_MS, Math.max(WITHIN_MIN_MS, count * PER_CONNECTION_MS));
  broadcaster.toEverybodyHere('node:draining', { reconnectWithinMs });
  for (let waitedMs = 0; waitedMs < reconnectWithinMs + FAREWELL_MS; waitedMs += LOOK_EVERY_MS) {
    if (countConnections() === 0) return;
    await pause(LOOK_EVERY_MS);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
