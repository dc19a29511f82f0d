import type { EpochMs, Message, MessageChange, Participant, Room } from '../entities.js';
import type { JoinedRoom, ParticipantsUpdate, ServerEvents } from '../events.js';
import type { Playback, PlaybackReason } from '../playback.js';
import type { OwnQueue, QueueNews, QueueUpdate } from '../queue.js';
import type { Connection } from './connection.js';
import type { CommandErrorCode } from './command-error.js';
import {
  addChange,
  addLiveMessage,
  addMissedChanges,
  addMissedMessages,
  addOlderMessages,
  discardPending,
  failSending,
  latestSeq,
  noMessages,
  openMessages,
  restorePending,
  startSending,
  type OwnWords,
  type PendingMessage,
  type RoomMessages,
} from './room-messages.js';
import { cameBack, connectionLost, type RoomConnection } from './room-connection.js';
import { addNote, type RoomNote } from './room-notes.js';
import { countAfter, participantsOf, updateParticipants, type Participants } from './room-participants.js';
import {
  ackQueue,
  hearOfQueue,
  noQueue,
  openQueue,
  updateQueue,
  type OwnVote,
  type RoomQueue,
} from './room-queue.js';

/** The one room that the app is in or at the door of. */
export type RoomState =
  | { status: 'idle' }
  /** At the door: the card is known, nobody has gone in. */
  | { status: 'gate'; room: Room }
  /** The door is opening. `early` keeps what the server told between its answer's making and its arrival. */
  | { status: 'joining'; roomId: string; room: Room | undefined; early: readonly ServerNews[] }
  | JoinedState
  /** There is no way in, or no way back in. */
  | { status: 'failed'; roomId: string; code: CommandErrorCode }
  /** The host or a moderator has put this person out. */
  | { status: 'removed'; removal: Removal };

export type Removal = ServerEvents['member:removed'];

/** Somebody asks this person, who may, for a pause. */
export interface PauseAsk {
  userId: string;
  /** Another one each time. */
  number: number;
}

export interface JoinedState {
  status: 'joined';
  room: Room;
  playback: Playback;
  participants: Participants;
  /** User id of this very person. */
  youId: string;
  messages: RoomMessages;
  queue: RoomQueue;
  notes: readonly RoomNote[];
  /** The latest of them. */
  pauseAsk: PauseAsk | undefined;
  connection: RoomConnection;
  /** The host has closed the room: it can be read, nothing more happens. */
  isClosed: boolean;
  /** What was told since the room was last asked for: the answer may be older. */
  meanwhile: readonly ServerNews[];
}

/** What the server says by itself. */
export type ServerNews =
  | { type: 'room_updated'; room: Room; closed: boolean }
  | { type: 'participants'; update: ParticipantsUpdate }
  | { type: 'message'; message: Message }
  | { type: 'message_changed'; change: MessageChange }
  | { type: 'queue'; news: QueueNews }
  | { type: 'playback'; playback: Playback; reason: PlaybackReason; nowMs: EpochMs };

export type RoomEvent =
  | ServerNews
  | { type: 'gate_shown'; room: Room }
  | { type: 'join_started'; roomId: string; room?: Room }
  | { type: 'join_refused'; roomId: string; code: CommandErrorCode }
  | { type: 'joined'; joined: JoinedRoom }
  | { type: 'resync_started' }
  | { type: 'resynced'; joined: JoinedRoom; askedUpToSeq: number; nowMs: number }
  | { type: 'failed'; roomId: string; code: CommandErrorCode }
  | { type: 'left' }
  | { type: 'removed'; removal: Removal }
  | { type: 'pause_asked'; roomId: string; userId: string }
  | { type: 'connection_changed'; connection: Connection }
  | { type: 'return_told' }
  | { type: 'playback_acked'; playback: Playback }
  | { type: 'queue_read'; own: OwnQueue }
  | { type: 'queue_acked'; update: QueueUpdate; vote?: OwnVote }
  | { type: 'older_loaded'; messages: readonly Message[]; hasOlder: boolean }
  | { type: 'send_started'; message: OwnWords }
  | { type: 'send_failed'; clientId: string; code: CommandErrorCode; retryAfter?: number }
  | { type: 'send_discarded'; clientId: string }
  | { type: 'unsent_restored'; unsent: readonly PendingMessage[] };

/** More than a room tells while it answers one question. */
const MAX_MEANWHILE = 200;

export const idleRoom: RoomState = { status: 'idle' };

/** What a room becomes by an event; events that do not concern the present state change nothing. */
export function reduceRoom(state: RoomState, event: RoomEvent): RoomState {
  switch (event.type) {
    case 'gate_shown':
      return { status: 'gate', room: event.room };
    case 'join_started':
      return { status: 'joining', roomId: event.roomId, room: event.room, early: [] };
    case 'join_refused':
      if (state.status !== 'joining' || state.roomId !== event.roomId) return state;
      return state.room
        ? { status: 'gate', room: state.room }
        : { status: 'failed', roomId: event.roomId, code: event.code };
    case 'failed':
      return { status: 'failed', roomId: event.roomId, code: event.code };
    case 'left':
      return idleRoom;
    case 'removed':
      return roomIdOf(state) === event.removal.roomId ? { status: 'removed', removal: event.removal } : state;
    case 'joined':
      return state.status === 'joining' && state.roomId === event.joined.room.id
        ? state.early.reduce(reduceRoom, openRoom(event.joined))
        : state;
    case 'room_updated':
    case 'participants':
    case 'message':
    case 'message_changed':
    case 'queue':
    case 'playback':
      if (state.status === 'joining') return { ...state, early: [...state.early, event] };
      if (state.status === 'gate' && event.type === 'room_updated' && event.room.id === state.room.id) {
        return { ...state, room: event.room };
      }
      return state.status === 'joined' ? reduceNews(state, event) : state;
    default:
      return state.status === 'joined' ? reduceJoined(state, event) : state;
  }
}

export function you(state: JoinedState): Participant | undefined {
  return state.participants.get(state.youId);
}

type JoinedEvent = Exclude<
  RoomEvent,
  | ServerNews
  | { type: 'gate_shown' | 'join_started' | 'join_refused' | 'failed' | 'left' | 'removed' | 'joined' }
>;

function reduceJoined(state: JoinedState, event: JoinedEvent): JoinedState {
  switch (event.type) {
    case 'resync_started':
      return { ...state, meanwhile: [] };
    case 'resynced':
      return resync(state, event);
    case 'connection_changed':
      return withConnection(state, connectionLost(state.connection, event.connection));
    case 'return_told':
      return state.connection.status === 'resumed' ? withConnection(state, { status: 'online' }) : state;
    case 'pause_asked': {
      if (event.roomId !== state.room.id) return state;
      const number = (state.pauseAsk?.number ?? 0) + 1;
      return { ...state, pauseAsk: { userId: event.userId, number } };
    }
    case 'playback_acked':
      return withPlayback(state, event.playback);
    case 'queue_read':
      return { ...state, queue: openQueue(state.queue, event.own) };
    case 'queue_acked':
      return { ...state, queue: ackQueue(state.queue, event.update, event.vote) };
    case 'older_loaded':
      return { ...state, messages: addOlderMessages(state.messages, event.messages, event.hasOlder) };
    case 'send_started':
      return { ...state, messages: startSending(state.messages, event.message) };
    case 'send_failed':
      return { ...state, messages: failSending(state.messages, event) };
    case 'unsent_restored':
      return { ...state, messages: restorePending(state.messages, event.unsent) };
    case 'send_discarded':
      return { ...state, messages: discardPending(state.messages, event.clientId) };
  }
}

function reduceNews(state: JoinedState, event: ServerNews): JoinedState {
  switch (event.type) {
    case 'room_updated':
      if (event.room.id !== state.room.id) return state;
      return withPlayback(
        {
          ...state,
          room: event.room,
          isClosed: state.isClosed || event.closed,
          meanwhile: [...state.meanwhile, event].slice(-MAX_MEANWHILE),
        },
        event.room.video,
      );
    case 'participants':
      return {
        ...state,
        room: {
          ...state.room,
          participantCount: countAfter(state.room.participantCount, state.participants, event.update),
        },
        participants: updateParticipants(state.participants, event.update),
        meanwhile: [...state.meanwhile, event].slice(-MAX_MEANWHILE),
      };
    case 'message':
      if (event.message.roomId !== state.room.id) return state;
      return { ...state, messages: addLiveMessage(state.messages, event.message) };
    case 'message_changed':
      if (event.change.roomId !== state.room.id) return state;
      return { ...state, messages: addChange(state.messages, event.change) };
    case 'queue':
      return { ...state, queue: updateQueue(state.queue, event.news) };
    case 'playback': {
      // A note also follows an ack that brought the new state first, but never a repeat of an old one.
      if (event.playback.version < state.playback.version) return state;
      const { playback, reason, nowMs } = event;
      const notes = addNote(state.notes, { playback, reason, nowMs, afterSeq: latestSeq(state.messages) });
      return withPlayback({ ...state, notes }, playback);
    }
  }
}

function openRoom(joined: JoinedRoom): JoinedState {
  return {
    status: 'joined',
    room: joined.room,
    playback: joined.playback,
    participants: withYou(joined),
    youId: joined.you.userId,
    messages: openMessages(noMessages, joined.messages, {
      hasOlder: joined.hasMore,
      chatRevision: joined.chatRevision ?? 0,
    }),
    queue: hearOfQueue(noQueue, joined.queueVersion),
    notes: [],
    pauseAsk: undefined,
    connection: { status: 'online' },
    isClosed: false,
    meanwhile: [],
  };
}

function resync(
  state: JoinedState,
  { joined, askedUpToSeq, nowMs }: Extract<RoomEvent, { type: 'resynced' }>,
): JoinedState {
  if (joined.room.id !== state.room.id) return state;
  const { hasMore, changes = [], chatRevision = 0 } = joined;
  const { syncedSeq } = state.messages;
  const missedMessages = joined.messages.filter(
    ({ seq, type, userId }) => seq > syncedSeq && type !== 'system' && userId !== state.youId,
  ).length;
  const asAnswered = withPlayback(
    {
      ...state,
      room: joined.room,
      participants: withYou(joined),
      messages: addMissedChanges(
        addMissedMessages(state.messages, joined.messages, { hasMore, askedUpToSeq }),
        changes,
        chatRevision,
      ),
      queue: hearOfQueue(state.queue, joined.queueVersion),
      connection: cameBack(state.connection, { nowMs, missedMessages }),
      meanwhile: [],
    },
    joined.playback,
  );
  return state.meanwhile.reduce(reduceNews, asAnswered);
}

/** The room that somebody is in, or about to be. */
function roomIdOf(state: RoomState): string | undefined {
  if (state.status === 'joined') return state.room.id;
  return state.status === 'joining' ? state.roomId : undefined;
}

function withConnection(state: JoinedState, connection: RoomConnection): JoinedState {
  return connection === state.connection ? state : { ...state, connection };
}

function withYou({ participants, you: self }: JoinedRoom): Participants {
  return participantsOf([...participants, self]);
}

function withPlayback(state: JoinedState, playback: Playback): JoinedState {
  return playback.version > state.playback.version ? { ...state, playback } : state;
}
