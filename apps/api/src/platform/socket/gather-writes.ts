import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';

/** The end of a TCP connection that bytes are written to. */
interface Line {
  cork(): void;
  uncork(): void;
}

/** What Engine.IO and ws keep to themselves of a connection. */
interface HiddenLine {
  socket?: { _socket?: Line };
}

/**
 * Lets all that a connection is told in this turn of the event loop leave as one write. Each write costs a node, and whoever
 * gets it, more than most of what they do with it, and is a segment of its own on the network.
 */
export function gatherWritesTo({ conn }: Pick<Socket, 'conn'>): void {
  const line = (conn.transport as unknown as HiddenLine).socket?._socket;
  if (line) gatherWrites(line);
}

/** The same for what opens a connection: the switch to WebSockets, and Engine.IO's first packet right behind it. */
export function gatherGreetings({ engine }: Pick<Server, 'engine'>): void {
  engine.on('initial_headers', (_headers: object, { headers, socket }: IncomingMessage) => {
    // Only here: a refusal ends the connection with whatever still waits to be written.
    if (headers.upgrade !== undefined) gatherWrites(socket);
  });
}

function gatherWrites(line: Line): void {
  line.cork();
  // Behind the promises that wait already, and before anything that has come in meanwhile.
  process.nextTick(() => queueMicrotask(() => line.uncork()));
}
