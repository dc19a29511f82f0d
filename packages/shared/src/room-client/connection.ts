/** How the app stands to the server; `line` is another number for every connection that was made. */
export type Connection =
  /** For the first time. */
  | { status: 'connecting' }
  | { status: 'online'; line: number }
  /** The node is about to stop: the old connection still works while another one is made. */
  | { status: 'moving'; line: number; sinceMs: number }
  | { status: 'reconnecting'; sinceMs: number; attempt: number }
  /** The device itself says that it has no network. */
  | { status: 'offline'; sinceMs: number };

/** Where the line says how it stands. It has the methods of a Zustand store. */
export interface ConnectionStore {
  getState(): Connection;
  setState(state: Connection, replace: true): void;
}

/** The connection that commands go over, or undefined while there is none. */
export function lineOf(connection: Connection): number | undefined {
  return 'line' in connection ? connection.line : undefined;
}

type Away = Extract<Connection, { status: 'reconnecting' | 'offline' }>;

/** Monotonic milliseconds since when there is no connection, or undefined while there is one. */
export function awaySinceOf(connection: Away | { status: string }): number | undefined {
  return isAway(connection) ? connection.sinceMs : undefined;
}

function isAway(connection: Away | { status: string }): connection is Away {
  return connection.status === 'reconnecting' || connection.status === 'offline';
}
