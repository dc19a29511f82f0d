import type { Server } from 'socket.io';

interface FrameSender {
  sendFrame(frame: Buffer[]): void;
}

/** What Engine.IO and ws keep to themselves of a connection. */
interface Connection {
  readyState: string;
  /** Packets that wait until what was sent before has gone. */
  writeBuffer: readonly unknown[];
  transport: {
    name: string;
    /** False while something is being sent. */
    writable: boolean;
    perMessageDeflate?: unknown;
    socket?: { readyState: number; bufferedAmount: number; _sender?: FrameSender };
  };
  write(data: unknown, options?: { wsPreEncodedFrame?: Buffer[] }, callback?: () => void): unknown;
}

/** WebSocket.OPEN */
const OPEN = 1;

/**
 * Lets a broadcast go straight to the WebSockets of those who wait for nothing. For each of a thousand people Engine.IO makes
 * a packet of the frame that is the same for all, queues it, tells its listeners of each step, and is called back when it has
 * gone: a fifth of what a broadcast costs. Whoever still has something on its way gets it behind that, as ever, and so does
 * everybody where a later version keeps something else to itself.
 */
export function writeStraight({ engine }: Pick<Server, 'engine'>): void {
  engine.on('connection', (connection: Connection) => {
    const write = connection.write.bind(connection);
    connection.write = (data, options, callback) => {
      const frame = callback ? undefined : options?.wsPreEncodedFrame;
      const sender = frame && idleSenderOf(connection);
      if (!sender) return write(data, options, callback);
      sender.sendFrame(frame);
      return connection;
    };
  });
}

/** Undefined where something is on its way already, or the line takes no frames that are made for all. */
function idleSenderOf({ readyState, writeBuffer, transport }: Connection): FrameSender | undefined {
  const { name, writable, perMessageDeflate, socket } = transport;
  if (readyState !== 'open' || name !== 'websocket' || !writable || perMessageDeflate) return undefined;
  if (writeBuffer.length > 0 || socket?.readyState !== OPEN || socket.bufferedAmount > 0) return undefined;
  return typeof socket._sender?.sendFrame === 'function' ? socket._sender : undefined;
}
