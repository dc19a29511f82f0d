import { isErrorCode, type ErrorCode } from '../errors.js';

/** What is needed of a Socket.io socket; the types of events and their payloads are tied together further up. */
export interface LineSocket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  emitWithAck(event: string, payload: unknown): Promise<unknown>;
  on(event: string, listener: (...args: never[]) => void): unknown;
  off(event: string, listener: (...args: never[]) => void): unknown;
}

export interface SocketOptions {
  token: string;
  /** Something on the way may swallow WebSockets without a word; then plain requests come first. */
  prefersPolling: boolean;
}

/** Longer than any answer takes on a bad phone link, short enough to say so while somebody still looks. */
export const ACK_TIMEOUT_MS = 8_000;

/**
 * A move to a WebSocket that breaks after both sides have agreed on it leaves Engine.io's client mute: it neither asks nor
 * writes any more, and only notices when it has missed the server's pings. Such a connection has ended.
 *
 * @param engine of a connection that has just opened
 */
export function endIfUpgradeBreaks(
  engine: { once(event: 'upgrading' | 'upgradeError', listener: () => void): unknown },
  end: () => void,
): void {
  engine.once('upgrading', () => engine.once('upgradeError', end));
}

/** The code by which the server refused the handshake, or undefined when the network failed. */
export function refusalCode(error: Error): ErrorCode | undefined {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return undefined;
  const code: unknown = 'code' in error.data ? error.data.code : undefined;
  return isErrorCode(code) ? code : undefined;
}
