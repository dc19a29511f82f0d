import type { Connection } from './connection.js';

/** How a room stands to the server; the person is told of it in these words. */
export type RoomConnection =
  | { status: 'online' }
  /** To another node, while all goes on. */
  | { status: 'moving'; sinceMs: number }
  | { status: 'reconnecting'; sinceMs: number; attempt: number }
  | { status: 'offline'; sinceMs: number }
  /** Just back after an absence that could be noticed, with so many messages of others. */
  | { status: 'resumed'; missedMessages: number };

/** A connection that comes back within this time was not worth a word. */
export const UNNOTICED_MS = 800;

/** Whether the server counts us in, so that it tells us what happens. */
export function isInTouch({ status }: RoomConnection): boolean {
  return status !== 'reconnecting' && status !== 'offline';
}

/** A new connection alone is no return: that comes when the room has let us in again. */
export function connectionLost(known: RoomConnection, connection: Connection): RoomConnection {
  switch (connection.status) {
    case 'moving':
      return isInTouch(known) ? { status: 'moving', sinceMs: connection.sinceMs } : known;
    case 'reconnecting':
    case 'offline':
      return connection;
    default:
      return known;
  }
}

interface Return {
  /** Monotonic milliseconds. */
  nowMs: number;
  /** What came with this page. */
  missedMessages: number;
}

export function cameBack(known: RoomConnection, { nowMs, missedMessages }: Return): RoomConnection {
  switch (known.status) {
    case 'reconnecting':
    case 'offline':
      return nowMs - known.sinceMs < UNNOTICED_MS
        ? { status: 'online' }
        : { status: 'resumed', missedMessages };
    case 'resumed':
      return { status: 'resumed', missedMessages: known.missedMessages + missedMessages };
    default:
      return { status: 'online' };
  }
}
