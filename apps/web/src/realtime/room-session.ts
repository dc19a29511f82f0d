import {
  emojiOf,
  EMOJI_MESSAGE_MAX_COUNT,
  type ClientPayload,
  type EpochMs,
  type Room,
  type SendableMessageType,
} from '@watchparty/shared';

import { CommandError, commandErrorCode, type CommandErrorCode } from './command-error.js';
import type { EmitCommand } from './emit-command.js';
import { hasGap, latestSeq, unsentMessages, type PendingMessage } from './room-messages.js';
import type { JoinedState } from './room-state.js';
import type { RoomStore } from './room-store.js';

/** The commands that change the room's video. */
export type VideoCommand =
  'video:play' | 'video:pause' | 'video:seek' | 'video:rate' | 'video:change' | 'video:describe';

export interface JoinTarget {
  roomId: string;
  /** The card of the gate, where it is known. */
  room?: Room;
  password?: string;
}

/** What a person does in a room. */
export interface RoomSession {
  readonly store: RoomStore;
  /** Goes in; throws `CommandError`, and the store is back at the gate then. */
  join(target: JoinTarget): Promise<void>;
  leave(): void;
  /** Sends a video command and takes its answer into the store; throws `CommandError`. */
  command<E extends VideoCommand>(event: E, payload: ClientPayload<E>): Promise<void>;
  sendMessage(content: string): void;
  retryMessage(clientId: string): void;
  discardMessage(clientId: string): void;
}

/** A session as its owner sees it, who knows the connection. */
export interface RoomSessionControl extends RoomSession {
  connected(): void;
  disconnected(): void;
  /** Ends what is planned; nothing is sent from then on. */
  stop(): void;
}

interface RoomSessionOptions {
  emit: EmitCommand;
  store: RoomStore;
  /** Resolves as soon as commands can be sent; rejects when that takes too long. */
  whenConnected: () => Promise<void>;
  deviceNow: () => EpochMs;
  newId: () => string;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** A skipped number is often just a message that overtook another. */
const GAP_PATIENCE_MS = 400;
const RESYNC_RETRY_MS = 3_000;
/** 50 pages of 50 messages: more than anybody misses in an evening. */
const MAX_RESYNC_PAGES = 50;
/** Refusals that end a stay. Whatever else goes wrong on the way back in is tried again. */
const FINAL_CODES: ReadonlySet<CommandErrorCode> = new Set<CommandErrorCode>([
  'room_not_found',
  'not_found',
  'banned',
  'room_full',
  'password_required',
  'wrong_password',
]);

export function createRoomSession(options: RoomSessionOptions): RoomSessionControl {
  const { emit, store, whenConnected, deviceNow, newId, schedule } = options;
  let cancelResync: (() => void) | undefined;
  let resyncing = false;
  let stopped = false;
  // Members are not asked again, but whoever lost the seat while away would be.
  let password: string | undefined;

  const unsubscribe = store.subscribe((state) => {
    if (state.status === 'joined' && state.connection === 'online' && hasGap(state.messages)) {
      planResync(GAP_PATIENCE_MS);
    }
  });

  function joined(): JoinedState | undefined {
    const state = store.getState();
    return state.status === 'joined' && !stopped ? state : undefined;
  }

  function planResync(delayMs: number): void {
    if (cancelResync || resyncing || stopped) return;
    cancelResync = schedule(() => {
      cancelResync = undefined;
      void resync();
    }, delayMs);
  }

  /** The one way by which a gap is closed: after a reconnect as after a lost message. */
  async function resync(): Promise<void> {
    if (resyncing) return;
    const roomId = joined()?.room.id;
    if (roomId === undefined) return;
    resyncing = true;
    try {
      await fetchMissed(roomId);
      resyncing = false;
      await sendUnsent();
    } catch (error) {
      resyncing = false;
      const code = commandErrorCode(error);
      if (FINAL_CODES.has(code)) store.dispatch({ type: 'failed', roomId, code });
      else planResync(RESYNC_RETRY_MS);
    }
  }

  async function fetchMissed(roomId: string): Promise<void> {
    for (let page = 0; page < MAX_RESYNC_PAGES; page += 1) {
      const state = joined();
      if (state?.room.id !== roomId) return;
      const askedUpToSeq = latestSeq(state.messages);
      const answer = await emit('room:join', { roomId, password, afterSeq: state.messages.syncedSeq });
      if (joined()?.room.id !== roomId) return;
      store.dispatch({ type: 'resynced', joined: answer, askedUpToSeq });
      if (!answer.hasMore || answer.messages.length === 0) return;
    }
  }

  async function sendUnsent(): Promise<void> {
    const state = joined();
    // One after the other, so that they keep their order.
    for (const message of state ? unsentMessages(state.messages) : []) await deliver(message);
  }

  async function deliver({
    clientId,
    content,
    type,
    createdAt,
  }: Omit<PendingMessage, 'delivery'>): Promise<void> {
    store.dispatch({ type: 'send_started', message: { clientId, content, type, createdAt } });
    try {
      const { message } = await emit('chat:message', { content, type, clientId });
      store.dispatch({ type: 'message', message });
    } catch (error) {
      const code = commandErrorCode(error);
      // Without a connection it simply waits: the reconnect sends it, under the same id.
      if (code === 'network' && joined()?.connection === 'reconnecting') return;
      store.dispatch({ type: 'send_failed', clientId, code, retryAfter: retryAfterOf(error) });
    }
  }

  return {
    store,
    async join(target) {
      const { roomId } = target;
      password = target.password;
      store.dispatch({ type: 'join_started', roomId, room: target.room });
      try {
        await whenConnected();
        const answer = await emit('room:join', { roomId, password });
        store.dispatch({ type: 'joined', joined: answer });
      } catch (error) {
        store.dispatch({ type: 'join_refused', roomId, code: commandErrorCode(error) });
        throw error;
      }
    },
    leave() {
      const state = store.getState();
      cancelResync?.();
      cancelResync = undefined;
      password = undefined;
      store.dispatch({ type: 'left' });
      if (state.status !== 'joined' && state.status !== 'joining') return;
      const roomId = state.status === 'joined' ? state.room.id : state.roomId;
      // Nobody waits for the answer: without it the server notices the absence itself.
      emit('room:leave', { roomId }).catch(() => undefined);
    },
    async command(event, payload) {
      const { playback } = await emit(event, payload);
      store.dispatch({ type: 'playback_acked', playback });
    },
    sendMessage(content) {
      const message = { clientId: newId(), content, type: typeOf(content), createdAt: deviceNow() };
      void deliver(message);
    },
    retryMessage(clientId) {
      const message = joined()?.messages.pending.find((pending) => pending.clientId === clientId);
      if (message) void deliver(message);
    },
    discardMessage(clientId) {
      store.dispatch({ type: 'send_discarded', clientId });
    },
    connected() {
      void resync();
    },
    disconnected() {
      cancelResync?.();
      cancelResync = undefined;
      store.dispatch({ type: 'connection_changed', connection: 'reconnecting' });
    },
    stop() {
      stopped = true;
      cancelResync?.();
      unsubscribe();
    },
  };
}

function typeOf(content: string): SendableMessageType {
  const emoji = emojiOf(content);
  return emoji !== undefined && emoji.length <= EMOJI_MESSAGE_MAX_COUNT ? 'emoji' : 'text';
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof CommandError ? error.retryAfter : undefined;
}
