import type { EpochMs, Mention, Quote, Room, SendableMessageType } from '../entities.js';
import type { ClientEvents, ClientPayload } from '../events.js';
import { EMOJI_MESSAGE_MAX_COUNT } from '../limits.js';
import { emojiOf } from '../text.js';
import { hasTakenEffect } from './command-effect.js';
import { CommandError, commandErrorCode, type CommandErrorCode } from './command-error.js';
import type { Connection } from './connection.js';
import type { EmitCommand } from './emit-command.js';
import { isInTouch } from './room-connection.js';
import { hasGap, latestSeq, unsentMessages, type OwnWords, type PendingMessage } from './room-messages.js';
import { isQueueBehind, type OwnVote } from './room-queue.js';
import type { JoinedState } from './room-state.js';
import type { RoomStore } from './room-store.js';

/** The commands that change the room's video. */
export type VideoCommand =
  'video:play' | 'video:pause' | 'video:seek' | 'video:rate' | 'video:change' | 'video:describe';

/** The commands that change the room's queue. */
export type QueueCommand = Exclude<
  Extract<keyof ClientEvents, `queue:${string}`>,
  'queue:get' | 'queue:ended'
>;

/** The commands that change a message. */
export type MessageCommand = 'chat:edit' | 'chat:delete' | 'chat:react';

/** What a message is about beside its words. */
export interface MessageContext {
  replyTo?: Quote;
  mentions?: Mention[];
}
/** What the host and moderators do to others. */
export type MemberCommand = Extract<keyof ClientEvents, `member:${string}`> | 'room:transfer';

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
  /**
   * Tells the room that this player has run out of data, or has enough again. Never throws, and is never sent again: by
   * then things may stand otherwise.
   */
  reportStall(isStalled: boolean): Promise<void>;
  /**
   * Sends a change of the queue and takes its answer into the store; throws `CommandError`. Where the answer was lost it is
   * not sent again: the queue shows by itself whether it arrived.
   */
  changeQueue<E extends QueueCommand>(event: E, payload: ClientPayload<E>): Promise<void>;
  /** Tells that this player has reached the end of a video whose length nobody knows. Never throws. */
  reportEnd(): Promise<void>;
  /** Does something to somebody; throws `CommandError`. Never sent again. */
  moderate<E extends MemberCommand>(event: E, payload: ClientPayload<E>): Promise<void>;
  /** Asks whoever controls the video for a pause; throws `CommandError`. */
  askForPause(): Promise<void>;
  sendMessage(content: string, about?: MessageContext): void;
  /** Sends a change of a message and takes its answer into the store; throws `CommandError`. */
  changeMessage<E extends MessageCommand>(event: E, payload: ClientPayload<E>): Promise<void>;
  retryMessage(clientId: string): void;
  discardMessage(clientId: string): void;
}

/** A session as its owner sees it, who knows the connection. */
export interface RoomSessionControl extends RoomSession {
  /** There is a new connection: goes back in and catches up. @returns when that is over, whichever way */
  connected(): Promise<void>;
  connectionChanged(connection: Connection): void;
  /** Ends what is planned; nothing is sent from then on. */
  stop(): void;
}

/** Keeps what is not sent yet, where it outlives the page. */
export interface UnsentMessages {
  read(place: UnsentPlace): readonly PendingMessage[];
  write(place: UnsentPlace, pending: readonly PendingMessage[]): void;
}

export interface UnsentPlace {
  roomId: string;
  userId: string;
}

interface RoomSessionOptions {
  emit: EmitCommand;
  unsent?: UnsentMessages;
  store: RoomStore;
  /** Resolves as soon as commands can be sent; rejects when that takes too long. */
  whenConnected: () => Promise<void>;
  /** Resolves when the server's clock has been measured anew, or cannot be. */
  clockMeasured: () => Promise<void>;
  deviceNow: () => EpochMs;
  /** Monotonic milliseconds. */
  now: () => number;
  newId: () => string;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** A skipped number is often just a message that overtook another. */
const GAP_PATIENCE_MS = 400;
const RESYNC_RETRY_MS = 3_000;
/** As long as the words of a return are shown. */
const RETURN_SHOWN_MS = 2_000;
/** A "pause" that is older than this may be the last thing that anybody wants. */
const RESEND_WITHIN_MS = 5_000;
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
  const { emit, store, unsent, whenConnected, clockMeasured, deviceNow, now, newId, schedule } = options;
  let cancelResync: (() => void) | undefined;
  let cancelTold: (() => void) | undefined;
  let cancelQueue: (() => void) | undefined;
  let isReadingQueue = false;
  /** Absent while nothing is being caught up. */
  let resyncing: Promise<void> | undefined;
  /** The same, from its very first moment on. */
  let isCatchingUp = false;
  /** Rises with each connection: what was asked for over the one before counts for nothing. */
  let line = 0;
  const onResynced = new Set<() => void>();
  let stopped = false;
  // Members are not asked again, but whoever lost the seat while away would be.
  let password: string | undefined;

  const endLooking = store.subscribe(lookForGap);
  const endKeeping = store.subscribe((state, before) => {
    if (state.status !== 'joined' || before.status !== 'joined' || state.room.id !== before.room.id) return;
    const { pending } = state.messages;
    if (pending !== before.messages.pending) unsent?.write(placeOf(state), pending);
  });

  function restoreUnsent(): void {
    const state = joined();
    const kept = state ? unsent?.read(placeOf(state)) : undefined;
    if (!kept || kept.length === 0) return;
    store.dispatch({ type: 'unsent_restored', unsent: kept });
    void sendUnsent();
  }

  function lookForGap(): void {
    const state = joined();
    if (!state || !isInTouch(state.connection)) return;
    if (hasGap(state.messages)) planResync(GAP_PATIENCE_MS);
    // Of a queue that was never read nothing can be on its way.
    if (isQueueBehind(state.queue)) planQueue(state.queue.queue.version === 0 ? 0 : GAP_PATIENCE_MS);
  }

  function planQueue(delayMs: number): void {
    if (cancelQueue || isReadingQueue || stopped) return;
    cancelQueue = schedule(() => {
      cancelQueue = undefined;
      void readQueue();
    }, delayMs);
  }

  function forgetQueuePlan(): void {
    cancelQueue?.();
    cancelQueue = undefined;
  }

  async function readQueue(): Promise<void> {
    const state = joined();
    // What was missing may have come.
    if (!state || !isInTouch(state.connection) || !isQueueBehind(state.queue)) return;
    const askedOver = line;
    isReadingQueue = true;
    try {
      const own = await emit('queue:get', {});
      if (askedOver === line && joined()?.room.id === state.room.id)
        store.dispatch({ type: 'queue_read', own });
    } catch {
      if (joined()) planRetry();
    } finally {
      isReadingQueue = false;
    }
    lookForGap();
  }

  function planRetry(): void {
    isReadingQueue = false;
    planQueue(RESYNC_RETRY_MS);
  }

  function joined(): JoinedState | undefined {
    const state = store.getState();
    return state.status === 'joined' && !stopped ? state : undefined;
  }

  function planResync(delayMs: number): void {
    if (cancelResync || isCatchingUp || stopped) return;
    cancelResync = schedule(() => {
      cancelResync = undefined;
      void resync();
    }, delayMs);
  }

  /** The one way by which a gap is closed: after a reconnect as after a lost message. */
  function resync(): Promise<void> {
    if (resyncing) return resyncing;
    isCatchingUp = true;
    resyncing = catchUp().finally(() => {
      resyncing = undefined;
      isCatchingUp = false;
      // Something may have overtaken the answer.
      lookForGap();
    });
    return resyncing;
  }

  async function catchUp(): Promise<void> {
    cancelResync?.();
    cancelResync = undefined;
    let askedOver: number;
    do {
      askedOver = line;
      const roomId = joined()?.room.id;
      if (roomId === undefined) return;
      try {
        await fetchMissed(roomId);
      } catch (error) {
        if (askedOver !== line) continue;
        const code = commandErrorCode(error);
        if (FINAL_CODES.has(code)) store.dispatch({ type: 'failed', roomId, code });
        else retryLater();
        return;
      }
    } while (askedOver !== line);
    tellReturn();
    for (const resume of [...onResynced]) resume();
    // Nobody waits for the messages: they are answered one by one.
    void sendUnsent();
  }

  function retryLater(): void {
    if (!joined()) return;
    cancelResync = schedule(() => {
      cancelResync = undefined;
      void resync();
    }, RESYNC_RETRY_MS);
  }

  function tellReturn(): void {
    if (joined()?.connection.status !== 'resumed') return;
    cancelTold?.();
    cancelTold = schedule(() => store.dispatch({ type: 'return_told' }), RETURN_SHOWN_MS);
  }

  /** Is done when the room has let us in again; rejects with `error` when that takes too long. */
  function backInRoom(error: CommandError): Promise<void> {
    const state = joined();
    if (!state) return Promise.reject(error);
    if (!resyncing && isInTouch(state.connection)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => (): void => {
        cancel();
        onResynced.delete(resume);
        end();
      };
      const resume = settle(resolve);
      const cancel = schedule(
        settle(() => reject(error)),
        RESEND_WITHIN_MS,
      );
      onResynced.add(resume);
    });
  }

  /** The answer was lost with the connection: sends the command once more, unless that would undo somebody else's. */
  async function commandAgain<E extends VideoCommand>(
    event: E,
    payload: ClientPayload<E>,
    { sentAtVersion, error }: { sentAtVersion: number; error: CommandError },
  ): Promise<void> {
    await backInRoom(error);
    const state = joined();
    if (!state) throw error;
    const { playback, youId } = state;
    const hasMoved = playback.version > sentAtVersion;
    if (hasTakenEffect({ event, payload }, playback, hasMoved && playback.updatedBy === youId)) return;
    if (hasMoved && playback.updatedBy !== youId) {
      throw new CommandError({ code: 'conflict', message: `Somebody else was faster than ${event}.` });
    }
    const answer = await emit(event, payload);
    store.dispatch({ type: 'playback_acked', playback: answer.playback });
  }

  async function fetchMissed(roomId: string): Promise<void> {
    const askedOver = line;
    for (let page = 0; page < MAX_RESYNC_PAGES; page += 1) {
      const state = joined();
      if (state?.room.id !== roomId) return;
      const askedUpToSeq = latestSeq(state.messages);
      const { syncedSeq, changes } = state.messages;
      store.dispatch({ type: 'resync_started' });
      // Nobody is moved to where a clock of before the sleep believes the room to be.
      const [answer] = await Promise.all([
        emit('room:join', { roomId, password, afterSeq: syncedSeq, afterRevision: changes.revision }),
        clockMeasured(),
      ]);
      if (joined()?.room.id !== roomId || askedOver !== line) return;
      store.dispatch({ type: 'resynced', joined: answer, askedUpToSeq, nowMs: now() });
      const isContinued = answer.hasMore && answer.messages.length > 0;
      if (!isContinued && answer.hasMoreChanges !== true) return;
    }
  }

  async function sendUnsent(): Promise<void> {
    const state = joined();
    // One after the other, so that they keep their order.
    for (const message of state ? unsentMessages(state.messages) : []) await deliver(wordsOf(message));
  }

  async function deliver(words: OwnWords): Promise<void> {
    const { clientId, content, type, replyTo, mentions } = words;
    store.dispatch({ type: 'send_started', message: words });
    try {
      const { message } = await emit('chat:message', {
        content,
        type,
        clientId,
        ...(replyTo && { replyTo: replyTo.id }),
        ...(mentions && { mentions }),
      });
      store.dispatch({ type: 'message', message });
    } catch (error) {
      const code = commandErrorCode(error);
      // Without a connection it simply waits: the reconnect sends it, under the same id.
      const state = joined();
      if (code === 'network' && state && !isInTouch(state.connection)) return;
      // The connection that went has a successor already.
      if (error instanceof CommandError && error.wasDropped) return void resync();
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
        const askedOver = line;
        const answer = await emit('room:join', { roomId, password });
        store.dispatch({ type: 'joined', joined: answer });
        // Another connection has taken over meanwhile, and is not in the room.
        if (askedOver !== line) void resync();
        restoreUnsent();
      } catch (error) {
        store.dispatch({ type: 'join_refused', roomId, code: commandErrorCode(error) });
        throw error;
      }
    },
    leave() {
      const state = store.getState();
      forgetQueuePlan();
      cancelResync?.();
      cancelResync = undefined;
      cancelTold?.();
      password = undefined;
      store.dispatch({ type: 'left' });
      if (state.status !== 'joined' && state.status !== 'joining') return;
      const roomId = state.status === 'joined' ? state.room.id : state.roomId;
      // Nobody waits for the answer: without it the server notices the absence itself.
      emit('room:leave', { roomId }).catch(() => undefined);
    },
    async command(event, payload) {
      const sentAtVersion = joined()?.playback.version ?? 0;
      try {
        const { playback } = await emit(event, payload);
        store.dispatch({ type: 'playback_acked', playback });
      } catch (error) {
        if (!(error instanceof CommandError) || !error.wasDropped) throw error;
        await commandAgain(event, payload, { sentAtVersion, error });
      }
    },
    async changeQueue(event, payload) {
      const answer = await emit(event, payload);
      const vote = ownVote(event, payload);
      store.dispatch({ type: 'queue_acked', update: answer.update, ...(vote && { vote }) });
      if ('playback' in answer) store.dispatch({ type: 'playback_acked', playback: answer.playback });
    },
    async reportEnd() {
      const version = joined()?.playback.version;
      if (version === undefined) return;
      try {
        const { update, playback } = await emit('queue:ended', { version });
        store.dispatch({ type: 'queue_acked', update });
        store.dispatch({ type: 'playback_acked', playback });
      } catch {
        // Others reach the end, too.
      }
    },
    async reportStall(isStalled) {
      const version = joined()?.playback.version;
      if (version === undefined) return;
      try {
        const { playback } = await emit('video:stalled', { isStalled, version });
        store.dispatch({ type: 'playback_acked', playback });
      } catch {
        // The room goes on by itself, and whoever is lost is not waited for.
      }
    },
    async moderate(event, payload) {
      // What became of it everybody hears, in its turn.
      await emit(event, payload);
    },
    async askForPause() {
      await emit('playback:ask', {});
    },
    sendMessage(content, about) {
      void deliver({
        clientId: newId(),
        content,
        type: messageTypeOf(content),
        createdAt: deviceNow(),
        ...about,
      });
    },
    async changeMessage(event, payload) {
      const { change } = await emit(event, payload);
      if (change) store.dispatch({ type: 'message_changed', change });
    },
    retryMessage(clientId) {
      const message = joined()?.messages.pending.find((pending) => pending.clientId === clientId);
      if (message) void deliver(wordsOf(message));
    },
    discardMessage(clientId) {
      store.dispatch({ type: 'send_discarded', clientId });
    },
    connected() {
      line += 1;
      return resync();
    },
    connectionChanged(connection) {
      store.dispatch({ type: 'connection_changed', connection });
      const state = joined();
      if (!state || isInTouch(state.connection)) return;
      forgetQueuePlan();
      cancelResync?.();
      cancelResync = undefined;
    },
    stop() {
      stopped = true;
      forgetQueuePlan();
      cancelResync?.();
      cancelTold?.();
      endLooking();
      endKeeping();
    },
  };
}

/** What a command says of this person's own votes. */
function ownVote<E extends QueueCommand>(event: E, payload: ClientPayload<E>): OwnVote | undefined {
  if (!('isOn' in payload)) return undefined;
  return 'itemId' in payload ? { itemId: payload.itemId, isOn: payload.isOn } : { skip: payload.isOn };
}

function placeOf({ room, youId }: JoinedState): UnsentPlace {
  return { roomId: room.id, userId: youId };
}

function wordsOf({ delivery: _, ...words }: PendingMessage): OwnWords {
  return words;
}

/** Emoji alone are drawn big. */
export function messageTypeOf(content: string): SendableMessageType {
  const emoji = emojiOf(content);
  return emoji !== undefined && emoji.length <= EMOJI_MESSAGE_MAX_COUNT ? 'emoji' : 'text';
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof CommandError ? error.retryAfter : undefined;
}
