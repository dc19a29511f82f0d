import type { Now } from '../platform/now.js';
import type { AppSocket } from '../platform/socket/socket-server.js';

type Connection = Pick<AppSocket, 'data'>;

/** How far away the people of this node are, as their clients measured it with `clock:ping`. */
export interface ConnectionRtts {
  /** @param rttMs milliseconds */
  note(connection: Connection, rttMs: number): void;
  /** The round trip of each person among these, in milliseconds; whoever told none lately is left out. */
  of(connections: Iterable<Connection>): number[];
}

interface Told {
  rttMs: number;
  /** Epoch milliseconds. */
  atMs: number;
}

/** Links change: a phone leaves the Wi-Fi. A client pings every 20 s or more often. */
const STALE_AFTER_MS = 60_000;

export function createConnectionRtts(now: Now): ConnectionRtts {
  const latest = new WeakMap<Connection, Told>();
  return {
    note(connection, rttMs) {
      latest.set(connection, { rttMs, atMs: now() });
    },
    of(connections) {
      const at = now();
      const byPerson = new Map<string, number>();
      for (const connection of connections) {
        const told = latest.get(connection);
        if (!told || at - told.atMs >= STALE_AFTER_MS) continue;
        const { userId } = connection.data;
        // Whoever opens twenty connections counts once.
        byPerson.set(userId, Math.min(told.rttMs, byPerson.get(userId) ?? Infinity));
      }
      return [...byPerson.values()];
    },
  };
}
