import type { ErrorCode } from '@watchparty/shared';
import { createStore } from 'zustand/vanilla';

import { CommandError } from './command-error.js';
import { createCommandEmitter } from './emit-command.js';
import type { Connection, Realtime } from './realtime-context.js';
import { listenToRoom } from './room-events.js';
import { createRoomSession } from './room-session.js';
import { createRoomStore } from './room-store.js';
import { createServerClock } from './server-clock.js';
import { refusalCode, type RealtimeSocket } from './socket.js';
import { watchWakeUps } from './wake-ups.js';

/** Longest that a person waits at the door for the connection. */
const CONNECT_PATIENCE_MS = 10_000;
/** After the server itself ended or refused the connection; Socket.io does not try again then. */
const SECOND_TRY_MS = 2_000;

/** Within this time a living connection answers after the device woke. */
const ALIVE_PROOF_MS = 2_000;

export interface RealtimeControl {
  realtime: Realtime;
  /** Signs the handshakes from now on, and connects if the last one was refused. */
  signWith(token: string): void;
  /**
   * Connects and listens; ended by what it answers with, and can be started again.
   *
   * @param onSessionLost the server no longer knows this session: sign in again
   */
  start(onSessionLost: (code: ErrorCode) => void): () => void;
}

/** Wires the app's one connection: emitter, clock, room and who listens to what. */
export function createRealtime(socket: RealtimeSocket): RealtimeControl {
  const emit = createCommandEmitter(commandSocket(socket));
  const connection = createStore<Connection>()(() => 'connecting');
  const clock = createServerClock({
    ping: (clientTime) => emit('clock:ping', { clientTime }),
    now: () => performance.now(),
    deviceNow: () => Date.now(),
    schedule,
  });
  const room = createRoomSession({
    emit,
    store: createRoomStore(),
    whenConnected: () => whenConnected(socket),
    deviceNow: () => Date.now(),
    newId: () => crypto.randomUUID(),
    schedule,
  });

  let hasStarted = false;
  function start(onSessionLost: (code: ErrorCode) => void): () => void {
    let cancelRetry: (() => void) | undefined;
    const onConnect = (): void => {
      connection.setState('online', true);
      clock.start();
      room.connected();
    };
    const onDisconnect = (reason: string): void => {
      connection.setState('reconnecting', true);
      clock.stop();
      room.disconnected();
      if (reason === 'io server disconnect')
        cancelRetry = schedule(() => void socket.connect(), SECOND_TRY_MS);
    };
    const onRefused = (error: Error): void => {
      const code = refusalCode(error);
      // Whoever is banned is told so when signing in anew, too.
      if (code === 'unauthorized' || code === 'token_expired' || code === 'banned') onSessionLost(code);
      else if (!socket.active) cancelRetry = schedule(() => void socket.connect(), SECOND_TRY_MS);
    };
    let cancelDoubt: (() => void) | undefined;
    const onWake = (): void => {
      // Every page is "shown" once while its first connection is being made.
      if (connection.getState() === 'connecting') return;
      if (!socket.connected) {
        // Not `connect` alone: in the midst of its pauses between tries, Socket.io would wait the pause out.
        socket.disconnect().connect();
        return;
      }
      clock.start();
      // A connection that died while the device slept looks alive for up to a minute.
      cancelDoubt?.();
      cancelDoubt = schedule(() => socket.io.engine.close(), ALIVE_PROOF_MS);
      emit('clock:ping', { clientTime: performance.now() }).then(
        () => cancelDoubt?.(),
        () => undefined,
      );
    };

    const onOffline = (): void => {
      // Otherwise a minute may pass before anybody notices, and commands go nowhere meanwhile.
      if (socket.connected) socket.io.engine.close();
    };

    socket.on('connect', onConnect);
    socket.on('disconnect', onDisconnect);
    socket.on('connect_error', onRefused);
    const endListening = listenToRoom({ socket, store: room.store, serverNow: () => clock.serverNow() });
    const endWatching = watchWakeUps(onWake);
    window.addEventListener('offline', onOffline);
    socket.connect();
    hasStarted = true;
    return () => {
      hasStarted = false;
      cancelRetry?.();
      cancelDoubt?.();
      endWatching();
      window.removeEventListener('offline', onOffline);
      endListening();
      socket.off('connect', onConnect);
      socket.off('disconnect', onDisconnect);
      socket.off('connect_error', onRefused);
      clock.stop();
      room.disconnected();
      socket.disconnect();
    };
  }

  return {
    realtime: { socket, emit, clock, room, connection },
    signWith(token) {
      socket.auth = { token };
      if (hasStarted && !socket.active) socket.connect();
    },
    start,
  };
}

/** Socket.io types each event's arguments for itself; the emitter has already tied them together. */
function commandSocket(socket: RealtimeSocket): Parameters<typeof createCommandEmitter>[0] {
  const emitWithAck = socket.emitWithAck.bind(socket) as (
    event: string,
    payload: unknown,
  ) => Promise<unknown>;
  return {
    get connected() {
      return socket.connected;
    },
    emitWithAck,
  };
}

function whenConnected(socket: RealtimeSocket): Promise<void> {
  if (socket.connected) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const onConnect = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      socket.off('connect', onConnect);
      reject(new CommandError({ code: 'network', message: 'No connection in time.' }));
    }, CONNECT_PATIENCE_MS);
    socket.once('connect', onConnect);
  });
}

function schedule(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
