import type { Now } from '../platform/now.js';
import type { AppSocket } from '../platform/socket/socket-server.js';

type Connection = Pick<AppSocket, 'data'>;

/** How far away the people of this node are, as their clients measured it with `clock:ping`. */
export interface ConnectionRtts {
  /** @param rttMs milliseconds */
  note(connection: Connection, rttMs: number): void;
  /** The best round trip of each person among these, in milliseconds; whoever told none lately is left out. */
  of(connections: Iterable<Connection>): number[];
}

/** The best round trip of the latest pings is the way itself; anything longer waited somewhere. */
interface Measured {
  bestMs: number;
  /** Epoch milliseconds. */
  bestAt: number;
  heardAt: number;
}

/** Links change: a phone leaves the Wi-Fi. A client pings every 20 s or more often. */
const STALE_AFTER_MS = 60_000;

export function createConnectionRtts(now: Now): ConnectionRtts {
  const measured = new WeakMap<Connection, Measured>();
  return {
    note(connection, rttMs) {
      const at = now();
      const known = measured.get(connection);
      const isBest = !known || rttMs <= known.bestMs || at - known.bestAt >= STALE_AFTER_MS;
      measured.set(
        connection,
        isBest ? { bestMs: rttMs, bestAt: at, heardAt: at } : { ...known, heardAt: at },
      );
    },
    of(connections) {
      const at = now();
      const byPerson = new Map<string, number>();
      for (const connection of connections) {
        const known = measured.get(connection);
        if (!known || at - known.heardAt >= STALE_AFTER_MS) continue;
        const { userId } = connection.data;
        // Whoever opens twenty connections counts once.
        byPerson.set(userId, Math.min(known.bestMs, byPerson.get(userId) ?? Infinity));
      }
      return [...byPerson.values()];
    },
  };
}
