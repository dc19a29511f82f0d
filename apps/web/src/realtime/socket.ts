import {
  ACK_TIMEOUT_MS,
  endIfUpgradeBreaks,
  type LineSocket,
  type SocketOptions,
} from '@watchparty/shared/room-client';
import { io } from 'socket.io-client';

const TRANSPORTS = ['websocket', 'polling'];

/**
 * Makes a socket for one connection, not yet connected. When it ends it has ended: who comes back, and when, is the
 * line's business. It has a manager of its own, so that two of them can be open while one takes over from the other.
 * Nothing in it ties it to a node: no cookie, no state to recover.
 */
export function createSocket({ token, prefersPolling }: SocketOptions): LineSocket {
  const socket = io({
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    auth: { token },
    // A proxy that sticks to a node goes by it: every connection asks for a node anew, and keeps it while it lasts.
    query: { k: Math.random().toString(36).slice(2) },
    transports: prefersPolling ? TRANSPORTS.toReversed() : TRANSPORTS,
    tryAllTransports: true,
    ackTimeout: ACK_TIMEOUT_MS,
  });
  // A socket that is not let in yet says nothing of its own `disconnect()`; the end of its manager it always tells.
  socket.io.on('open', () => endIfUpgradeBreaks(socket.io.engine, () => socket.io._close()));
  // Socket.io's listeners take `any`, which says no more than this does.
  return socket as unknown as LineSocket;
}
