import type { ErrorCode } from '@watchparty/shared';
import {
  CommandError,
  type Connection,
  createCommandEmitter,
  createLine,
  createRoomSession,
  lineOf,
  type LineSocket,
  listenToRoom,
  type SocketOptions,
} from '@watchparty/shared/room-client';
import { createStore } from 'zustand/vanilla';

import { createSafeStorage } from '../lib/safe-storage.js';
import { watchPageVisibility } from './page-visibility.js';
import type { Realtime } from './realtime-context.js';
import { createRoomStore } from './room-store.js';
import { createServerClock } from './server-clock.js';
import { createUnsentMessages } from './unsent-messages.js';
import { reportVisibility } from './visibility-reporter.js';
import { watchWakeUps, type OnActiveChange } from './wake-ups.js';

/** Longest that a person waits at the door for the connection. */
const CONNECT_PATIENCE_MS = 10_000;
/** Within this time a living connection answers after the device woke, or after it kept silent. */
const ALIVE_PROOF_MS = 2_000;

export interface RealtimeControl {
  realtime: Realtime;
  /** Signs the handshakes from now on, and connects if there is no connection. */
  signWith(token: string): void;
  /**
   * Connects and listens; ended by what it answers with, and can be started again.
   *
   * @param onSessionLost the server no longer knows this session: sign in again
   */
  start(onSessionLost: (code: ErrorCode) => void): () => void;
}

/** Wires the app's way to the server: line, emitter, clock, room and who listens to what. */
export function createRealtime(
  createSocket: (options: SocketOptions) => LineSocket,
  onActiveChange: OnActiveChange,
): RealtimeControl {
  const connection = createStore<Connection>()(() => ({ status: 'connecting' }));
  let sessionLost: (code: ErrorCode) => void = () => undefined;
  let cancelDoubt: (() => void) | undefined;
  const wakeListeners = new Set<() => void>();

  const line = createLine({
    createSocket,
    state: connection,
    onConnected() {
      cancelDoubt?.();
      clock.start();
      return room.connected();
    },
    onDropped() {
      cancelDoubt?.();
      clock.stop();
    },
    onSilence: proveAlive,
    onSessionLost: (code) => sessionLost(code),
    isDeviceOnline: () => navigator.onLine,
    now: () => performance.now(),
    random: () => Math.random(),
    schedule,
  });
  const emit = createCommandEmitter(line);
  const clock = createServerClock({
    ping: (payload) => emit('clock:ping', payload),
    now: () => performance.now(),
    deviceNow: () => Date.now(),
    schedule,
  });
  const room = createRoomSession({
    emit,
    unsent: createUnsentMessages(
      createSafeStorage(() => window.localStorage),
      () => Date.now(),
    ),
    store: createRoomStore(),
    whenConnected: () => whenConnected(connection),
    clockMeasured: () => clock.measured(),
    deviceNow: () => Date.now(),
    now: () => performance.now(),
    newId: () => crypto.randomUUID(),
    schedule,
  });

  /** A connection that died while the device slept looks alive for up to a minute. */
  function proveAlive(): void {
    cancelDoubt?.();
    cancelDoubt = schedule(() => line.drop(), ALIVE_PROOF_MS);
    emit('clock:ping', { clientTime: performance.now() }).then(
      () => cancelDoubt?.(),
      () => undefined,
    );
  }

  function onWake(): void {
    // Every page is "shown" once while its first connection is being made.
    if (connection.getState().status === 'connecting') return;
    if (line.connected) {
      clock.start();
      proveAlive();
    } else {
      line.tryNow();
    }
    for (const listener of wakeListeners) listener();
  }

  function listenToWakes(listener: () => void): () => void {
    wakeListeners.add(listener);
    return () => void wakeListeners.delete(listener);
  }

  function start(onSessionLost: (code: ErrorCode) => void): () => void {
    sessionLost = onSessionLost;
    const endListening = listenToRoom({ news: line, store: room.store, serverNow: () => clock.serverNow() });
    const endFollowing = connection.subscribe((state) => room.connectionChanged(state));
    const visibility = watchPageVisibility(onActiveChange);
    const endReporting = reportVisibility({
      emit,
      store: room.store,
      connection,
      isVisible: visibility.isVisible,
      onChange: visibility.onChange,
      utcOffset: () => -new Date().getTimezoneOffset(),
    });
    const endWatching = watchWakeUps({ onWake, onNetworkBack: () => line.tryNow(), onActiveChange });
    // Otherwise a minute may pass before anybody notices, and commands go nowhere meanwhile.
    const onOffline = (): void => line.drop();
    window.addEventListener('offline', onOffline);
    line.open();
    return () => {
      cancelDoubt?.();
      window.removeEventListener('offline', onOffline);
      endWatching();
      endReporting();
      endFollowing();
      endListening();
      line.close();
    };
  }

  return {
    realtime: {
      news: line,
      emit,
      clock,
      room,
      connection,
      tryNow: () => line.tryNow(),
      onWake: listenToWakes,
    },
    signWith: (token) => line.signWith(token),
    start,
  };
}

function whenConnected(connection: Realtime['connection']): Promise<void> {
  if (lineOf(connection.getState()) !== undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const unsubscribe = connection.subscribe((state) => {
      if (lineOf(state) === undefined) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    });
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new CommandError({ code: 'network', message: 'No connection in time.' }));
    }, CONNECT_PATIENCE_MS);
  });
}

function schedule(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
