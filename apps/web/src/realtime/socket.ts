import { isErrorCode, type ErrorCode } from '@watchparty/shared';
import { io } from 'socket.io-client';

/** What is needed of a Socket.io socket; the types of events and their payloads are tied together further up. */
export interface LineSocket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  emitWithAck(event: string, payload: unknown): Promise<unknown>;
  on(event: string, listener: (...args: never[]) => void): unknown;
  off(event: string, listener: (...args: never[]) => void): unknown;
}

/** Longer than any answer takes on a bad phone link, short enough to say so while somebody still looks. */
const ACK_TIMEOUT_MS = 8_000;
const TRANSPORTS = ['websocket', 'polling'];

export interface SocketOptions {
  token: string;
  /** Something on the way may swallow WebSockets without a word; then plain requests come first. */
  prefersPolling: boolean;
}

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
  // Socket.io's listeners take `any`, which says no more than this does.
  return socket as unknown as LineSocket;
}

/** The code by which the server refused the handshake, or undefined when the network failed. */
export function refusalCode(error: Error): ErrorCode | undefined {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return undefined;
  const code: unknown = 'code' in error.data ? error.data.code : undefined;
  return isErrorCode(code) ? code : undefined;
}
