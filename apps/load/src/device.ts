import type { ClientPayload, ParticipantsUpdate } from '@watchparty/shared';
import {
  ACK_TIMEOUT_MS,
  CommandError,
  createCommandEmitter,
  createLine,
  createRoomSession,
  endIfUpgradeBreaks,
  type Connection,
  type EmitCommand,
  type JoinedState,
  lineOf,
  type LineSocket,
  listenToRoom,
  type RoomSession,
  type RoomState,
} from '@watchparty/shared/room-client';
import { io, type Socket } from 'socket.io-client';
import type { Random } from '@watchparty/shared/simulation';
import type { Journal } from './journal.js';
import type { Ledger } from './ledger.js';
import { createRoomStore } from './room-store.js';
import { createStore } from './store.js';

/** One open Mini App: a socket, a room's session and store, wired as the Mini App wires its own. */
export interface Device {
  readonly label: string;
  /** Undefined unless this device is in a room. */
  room(): JoinedState | undefined;
  state(): RoomState;
  readonly isConnected: boolean;
  /** Changes with each connection. */
  readonly socketId: string | undefined;
  readonly session: Pick<RoomSession, 'join' | 'command'>;
  /** Writes a message that nobody else writes. */
  say(): void;
  /** As a person does who sees a message marked as not sent, and taps on it. */
  retryFailed(): void;
  /** @returns whether the server confirmed it */
  leave(): Promise<boolean>;
  /** Cuts the line; it comes back by itself. */
  vanish(): void;
  /** The person closes the app. */
  close(): void;
  /** What it heard and did lately. */
  recent(): readonly string[];
}

export interface DeviceOptions {
  label: string;
  url: string;
  token: string;
  /** Who a proxy in front takes this device for. */
  address: string;
  youId: string;
  random: Random;
  journal: Journal;
  ledger: Ledger;
}

// The Mini App's own values, of realtime/create-realtime.ts.
const CONNECT_PATIENCE_MS = 10_000;
const ALIVE_PROOF_MS = 2_000;

const RECENT_LINES = 40;

export function createDevice(options: DeviceOptions): Device {
  const { label, url, token, address, youId, random, journal, ledger } = options;
  const recent: string[] = [];
  const remember = (what: string): void => {
    recent.push(`${new Date().toISOString().slice(14, 23)} ${what}`);
    if (recent.length > RECENT_LINES) recent.shift();
  };

  /** What nginx spreads connections by. */
  const keys = random.fork('keys');
  let sockets: Socket[] = [];
  /** The latest of them that stands. */
  const standing = (): Socket | undefined => sockets.findLast((socket) => socket.connected);
  const connection = createStore<Connection>({ status: 'connecting' });
  const line = createLine({
    createSocket({ token: sessionToken, prefersPolling }) {
      const transports = ['websocket', 'polling'];
      const socket = io(url, {
        autoConnect: false,
        forceNew: true,
        reconnection: false,
        auth: { token: sessionToken },
        query: { k: String(keys.integer(1, 1_000_000_000)) },
        transports: prefersPolling ? transports.toReversed() : transports,
        tryAllTransports: true,
        ackTimeout: ACK_TIMEOUT_MS,
        extraHeaders: { 'X-Forwarded-For': address },
      });
      sockets = [...sockets.filter(({ active }) => active), socket];
      socket.io.on('open', () => {
        const { engine } = socket.io;
        engine.once('upgrading', () => remember('moves to a WebSocket'));
        engine.once('upgrade', () => remember('has moved to a WebSocket'));
        endIfUpgradeBreaks(engine, () => {
          remember('did not get to a WebSocket');
          socket.io._close();
        });
      });
      socket.on('connect', () =>
        remember(`connected as ${socket.id ?? '?'} over ${socket.io.engine.transport.name}`),
      );
      socket.on('connect_error', (error) => remember(`not connected: ${error.message}`));
      socket.on('disconnect', (reason) => remember(`disconnected: ${reason}`));
      socket.on('node:draining', () => remember('the node drains'));
      // Socket.io's listeners take `any`, which says no more than this does.
      return socket as unknown as LineSocket;
    },
    state: connection,
    onConnected() {
      cancelDoubt?.();
      return session.connected();
    },
    onDropped: () => cancelDoubt?.(),
    onSilence: proveAlive,
    onSessionLost: (code) => journal.accuse(`${label} lost its session: ${code}`),
    isDeviceOnline: () => true,
    now: () => performance.now(),
    random: () => random.between(0, 1),
    schedule,
  });
  const sendCommand = createCommandEmitter(line);

  let leaving: Promise<unknown> = Promise.resolve();
  const emit: EmitCommand = (event, payload) => {
    const outcome = emitAndRecord(event, payload);
    if (event === 'room:leave') leaving = outcome;
    return outcome;
  };
  const emitAndRecord: EmitCommand = async (event, payload) => {
    const { clientId } = payload as ClientPayload<'chat:message'>;
    if (event === 'chat:message' && clientId !== undefined) ledger.tried(clientId);
    try {
      const data = await sendCommand(event, payload);
      if (event === 'chat:message' && clientId !== undefined && 'message' in data) {
        ledger.acked(clientId, data.message);
      }
      return data;
    } catch (error) {
      remember(`${event} failed: ${error instanceof CommandError ? error.code : String(error)}`);
      throw error;
    }
  };

  const store = createRoomStore();
  let written = 0;
  let isClosed = false;
  let cancelDoubt: (() => void) | undefined;
  const timers = new Set<NodeJS.Timeout>();
  const session = createRoomSession({
    emit,
    store,
    whenConnected,
    // Nothing plays here, so no clock has to be right.
    clockMeasured: () => Promise.resolve(),
    deviceNow: () => Date.now(),
    now: () => performance.now(),
    newId() {
      written += 1;
      const clientId = `${label}-${written}`;
      const state = joined();
      if (state) ledger.wrote({ clientId, roomId: state.room.id, userId: youId, content: textOf(clientId) });
      return clientId;
    },
    schedule,
  });

  store.subscribe((state, before) => {
    if (state.status === 'failed' && before.status === 'joined')
      journal.accuse(`${label} was put out of the room: ${state.code}`);
    if (state.status !== 'joined' || before.status !== 'joined' || state.room.id !== before.room.id) return;
    // Heard is as good as acked: the answer may have been lost on its way.
    if (state.messages.pending !== before.messages.pending) {
      for (const { clientId } of before.messages.pending) {
        const kept = state.messages.list.findLast((message) => message.clientId === clientId);
        if (kept) ledger.acked(clientId, kept);
      }
    }
    if (state.playback.version < before.playback.version) {
      journal.accuse(
        `${label} went back from version ${before.playback.version} to ${state.playback.version}`,
      );
    }
    if (state.messages.syncedSeq < before.messages.syncedSeq) {
      journal.accuse(`${label} lost messages after number ${state.messages.syncedSeq}`);
    }
  });

  line.on('room:participants', (update) => {
    remember(`participants ${describe(update)}`);
    const all = update.participants?.map(({ userId }) => userId) ?? [];
    if (new Set(all).size < all.length) journal.accuse(`${label} was told of somebody twice`);
  });
  line.on('chat:new_message', ({ message }) => {
    remember(`message ${message.seq}`);
  });
  line.on('video:state_changed', ({ playback, reason }) => {
    remember(`version ${playback.version} (${reason})`);
  });
  // After the observers above, which want to see what was known before.
  listenToRoom({ news: line, store, serverNow: () => Date.now() });
  connection.subscribe((state) => session.connectionChanged(state));
  line.signWith(token);
  line.open();

  function schedule(task: () => void, delayMs: number): () => void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      task();
    }, delayMs);
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  }

  /** An answer did not come: the connection may be dead, whatever it says. */
  function proveAlive(): void {
    cancelDoubt?.();
    cancelDoubt = schedule(() => line.drop(), ALIVE_PROOF_MS);
    emit('clock:ping', { clientTime: performance.now() }).then(
      () => cancelDoubt?.(),
      () => undefined,
    );
  }

  function joined(): JoinedState | undefined {
    const state = store.getState();
    return state.status === 'joined' ? state : undefined;
  }

  function textOf(clientId: string): string {
    return `says ${clientId}`;
  }

  function whenConnected(): Promise<void> {
    if (lineOf(connection.getState()) !== undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const unsubscribe = connection.subscribe((state) => {
        if (lineOf(state) === undefined) return;
        cancel();
        unsubscribe();
        resolve();
      });
      const cancel = schedule(() => {
        unsubscribe();
        reject(new CommandError({ code: 'network', message: 'No connection in time.' }));
      }, CONNECT_PATIENCE_MS);
    });
  }

  /** Whoever goes sees no answer any more. */
  function abandonOpen(): void {
    for (const { clientId } of joined()?.messages.pending ?? []) ledger.abandoned(clientId);
  }

  return {
    label,
    session,
    room: joined,
    state: store.getState,
    recent: () => recent,
    get isConnected() {
      return line.connected;
    },
    get socketId() {
      return standing()?.id;
    },
    say() {
      if (joined()) session.sendMessage(textOf(`${label}-${written + 1}`));
    },
    retryFailed() {
      for (const { clientId, delivery } of joined()?.messages.pending ?? []) {
        if (delivery.state === 'failed') session.retryMessage(clientId);
      }
    },
    async leave() {
      abandonOpen();
      remember('leaves');
      session.leave();
      // The Mini App does not wait for it; a test wants to know whether the seat is free.
      return leaving.then(
        () => true,
        () => false,
      );
    },
    vanish() {
      remember('vanishes');
      standing()?.io.engine.close();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      abandonOpen();
      session.stop();
      line.close();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function describe({ participants, joined, left, changed }: ParticipantsUpdate): string {
  const parts = [
    participants && `all ${participants.length}`,
    joined && `joined ${joined.map(({ firstName }) => firstName).join()}`,
    left && `left ${left.join()}`,
    changed && `changed ${changed.map(({ firstName, isOnline }) => `${firstName}:${isOnline}`).join()}`,
  ];
  return parts.filter(Boolean).join('; ');
}
