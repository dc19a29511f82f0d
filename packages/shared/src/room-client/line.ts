import type { ErrorCode } from '../errors.js';
import type { ClientEventName, ServerEventName, ServerEvents, ServerToClientEvents } from '../events.js';
import { awaySinceOf, lineOf, type ConnectionStore } from './connection.js';
import { ConnectionDropped, type CommandSocket } from './emit-command.js';
import { reconnectDelayMs } from './reconnect-delay.js';
import { refusalCode, type LineSocket, type SocketOptions } from './line-socket.js';

/** Where news are listened to; a listener follows from one connection to the next. */
export interface News {
  on<E extends ServerEventName>(event: E, listener: ServerToClientEvents[E]): void;
  off<E extends ServerEventName>(event: E, listener: ServerToClientEvents[E]): void;
}

/** The app's way to the server, over one connection after the other, each to whichever node answers. */
export interface Line extends CommandSocket, News {
  /** Signs the connections from now on; tries at once if there is none. */
  signWith(token: string): void;
  open(): void;
  close(): void;
  /** Ends the pause between two tries. */
  tryNow(): void;
  /** The connection is dead, whatever it says: makes another one. */
  drop(): void;
}

interface LineOptions {
  createSocket: (options: SocketOptions) => LineSocket;
  state: ConnectionStore;
  /** A connection is there. @returns when the person is back where they were */
  onConnected: () => Promise<void>;
  onDropped: () => void;
  /** An answer did not come in time, though the connection says that it is alive. */
  onSilence: () => void;
  /** The server no longer knows this session. */
  onSessionLost: (code: ErrorCode) => void;
  isDeviceOnline: () => boolean;
  /** Monotonic milliseconds. */
  now: () => number;
  /** From 0 to 1. */
  random: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** One connection, and the answers that are still to come over it. */
interface Carrier {
  socket: LineSocket;
  outstanding: Set<Promise<unknown>>;
}

/** Longest that a try may take until the server has let us in; some proxies accept and then say nothing. */
const TRY_PATIENCE_MS = 10_000;
/** Longest that a connection is kept for its last answers after another one has taken over. */
const LINGER_MAX_MS = 3_000;

export function createLine(options: LineOptions): Line {
  const { createSocket, state, onConnected, onDropped, onSilence, onSessionLost } = options;
  const { isDeviceOnline, now, random, schedule } = options;
  const listeners: { event: string; listener: (...args: never[]) => void }[] = [];
  /** Carries commands and news. */
  let current: Carrier | undefined;
  /** Is being made; may take over from one that still works. */
  let candidate: Carrier | undefined;
  const leaving = new Set<Carrier>();
  let isOpen = false;
  let token = '';
  let attempt = 0;
  let lines = 0;
  let cancelRetry: (() => void) | undefined;
  let cancelPatience: (() => void) | undefined;
  let cancelMove: (() => void) | undefined;

  function tryToConnect(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    discardCandidate();
    tellAway();
    const socket = createSocket({ token, prefersPolling: attempt % 2 === 1 });
    const carrier: Carrier = { socket, outstanding: new Set() };
    candidate = carrier;
    socket.on('connect', () => takeOver(carrier));
    socket.on('connect_error', (error: Error) => failed(carrier, refusalCode(error)));
    socket.on('disconnect', () => ended(carrier));
    cancelPatience = schedule(() => failed(carrier, undefined), TRY_PATIENCE_MS);
    socket.connect();
  }

  function discardCandidate(): void {
    const discarded = candidate;
    candidate = undefined;
    cancelPatience?.();
    discarded?.socket.disconnect();
  }

  function takeOver(carrier: Carrier): void {
    if (candidate !== carrier) return;
    candidate = undefined;
    cancelPatience?.();
    const old = current;
    if (old) detach(old);
    current = carrier;
    attach(carrier);
    attempt = 0;
    cancelMove?.();
    cancelMove = undefined;
    lines += 1;
    state.setState({ status: 'online', line: lines }, true);
    const back = onConnected();
    if (old) bowOut(old, back);
  }

  /** What was asked for over the old connection is still answered there; then nobody saw anybody leave. */
  function bowOut(old: Carrier, back: Promise<void>): void {
    leaving.add(old);
    const end = (): void => {
      cancel();
      leaving.delete(old);
      old.socket.disconnect();
    };
    const cancel = schedule(end, LINGER_MAX_MS);
    void Promise.allSettled([back, ...old.outstanding]).then(end);
  }

  function failed(carrier: Carrier, code: ErrorCode | undefined): void {
    if (candidate !== carrier) return;
    discardCandidate();
    planRetry();
    // The next try comes even if no new session can be had now.
    // Whoever is banned is told so when signing in anew, too.
    if (code === 'unauthorized' || code === 'token_expired' || code === 'banned') onSessionLost(code);
  }

  function ended(carrier: Carrier): void {
    if (candidate === carrier) return failed(carrier, undefined);
    if (current !== carrier) return;
    detach(carrier);
    current = undefined;
    cancelMove?.();
    cancelMove = undefined;
    if (!candidate) planRetry();
    else tellAway();
    onDropped();
  }

  function planRetry(): void {
    if (!isOpen) return;
    const delayMs = reconnectDelayMs(attempt, random());
    attempt += 1;
    cancelRetry?.();
    cancelRetry = schedule(tryToConnect, delayMs);
    tellAway();
  }

  function tellAway(): void {
    const known = state.getState();
    if (current || known.status === 'connecting') return;
    const sinceMs = awaySinceOf(known) ?? now();
    state.setState(
      isDeviceOnline() ? { status: 'reconnecting', sinceMs, attempt } : { status: 'offline', sinceMs },
      true,
    );
  }

  function attach({ socket }: Carrier): void {
    socket.on('node:draining', onDraining);
    for (const { event, listener } of listeners) socket.on(event, listener);
  }

  function detach({ socket }: Carrier): void {
    socket.off('node:draining', onDraining);
    for (const { event, listener } of listeners) socket.off(event, listener);
  }

  function onDraining({ reconnectWithinMs }: ServerEvents['node:draining']): void {
    if (cancelMove) return;
    cancelMove = schedule(() => {
      const line = lineOf(state.getState());
      if (!current || line === undefined) return;
      state.setState({ status: 'moving', line, sinceMs: now() }, true);
      tryToConnect();
    }, random() * reconnectWithinMs);
  }

  async function emitWithAck(event: ClientEventName, payload: unknown): Promise<unknown> {
    const carrier = current;
    if (!carrier) throw new ConnectionDropped();
    const answer = carrier.socket.emitWithAck(event, payload);
    carrier.outstanding.add(answer);
    try {
      return await answer;
    } catch (error) {
      if (!carrier.socket.connected) throw new ConnectionDropped();
      if (carrier === current) onSilence();
      throw error;
    } finally {
      carrier.outstanding.delete(answer);
    }
  }

  return {
    get connected() {
      return current?.socket.connected === true;
    },
    emitWithAck,
    on(event, listener) {
      listeners.push({ event, listener });
      current?.socket.on(event, listener);
    },
    off(event, listener) {
      const index = listeners.findIndex((known) => known.event === event && known.listener === listener);
      if (index >= 0) listeners.splice(index, 1);
      current?.socket.off(event, listener);
    },
    signWith(newToken) {
      token = newToken;
      if (isOpen && !current) tryToConnect();
    },
    open() {
      isOpen = true;
      tryToConnect();
    },
    close() {
      isOpen = false;
      cancelRetry?.();
      cancelMove?.();
      cancelMove = undefined;
      discardCandidate();
      for (const { socket } of leaving) socket.disconnect();
      current?.socket.disconnect();
      state.setState({ status: 'connecting' }, true);
    },
    tryNow() {
      if (isOpen && !current) tryToConnect();
    },
    drop() {
      if (current) current.socket.disconnect();
      else tellAway();
    },
  };
}
