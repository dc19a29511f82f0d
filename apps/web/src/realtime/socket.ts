import {
  isErrorCode,
  type ClientToServerEvents,
  type ErrorCode,
  type ServerToClientEvents,
} from '@watchparty/shared';
import { io, type Socket } from 'socket.io-client';

export type RealtimeSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Longer than any answer takes on a bad phone link, short enough to say so while somebody still looks. */
const ACK_TIMEOUT_MS = 8_000;
const RECONNECT_FIRST_MS = 400;
const RECONNECT_MAX_MS = 5_000;
/** Spreads the return of a whole room after a server's restart. */
const RECONNECT_JITTER = 0.5;

/**
 * Makes the app's one socket, not yet connected and without a token.
 *
 * @param url of the API; the page's own origin when absent
 */
export function createSocket(url?: string): RealtimeSocket {
  const options = {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ackTimeout: ACK_TIMEOUT_MS,
    reconnectionDelay: RECONNECT_FIRST_MS,
    reconnectionDelayMax: RECONNECT_MAX_MS,
    randomizationFactor: RECONNECT_JITTER,
  };
  return url === undefined ? io(options) : io(url, options);
}

/** The code by which the server refused the handshake, or undefined when the network failed. */
export function refusalCode(error: Error): ErrorCode | undefined {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return undefined;
  const code: unknown = 'code' in error.data ? error.data.code : undefined;
  return isErrorCode(code) ? code : undefined;
}
