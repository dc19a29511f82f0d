import type { EarnedAchievement } from './achievements.js';
import type {
  EpochMs,
  FilmReaction,
  Mention,
  Message,
  MessageChange,
  Participant,
  Room,
  RoomSummary,
  SendableMessageType,
} from './entities.js';
import type { ErrorCode, WireError } from './errors.js';
import type { MemberClientEvents, MemberServerEvents } from './members.js';
import type { Playback, PlaybackReason, VideoDescription } from './playback.js';
import type { QueueClientEvents, QueueServerEvents } from './queue.js';

/** What an ack carries. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: WireError };

/** Every event that a client may send: its payload and what the ack answers. */
export interface ClientEvents extends QueueClientEvents, MemberClientEvents {
  'room:join': {
    payload: { roomId: string; password?: string; afterSeq?: number; afterRevision?: number };
    data: JoinedRoom;
  };
  'room:leave': { payload: { roomId?: string }; data: Record<string, never> };
  /** With `countdown` it starts `COUNTDOWN_MS` later, for players that people start by hand. */
  'video:play': { payload: { position?: number; countdown?: boolean }; data: { playback: Playback } };
  'video:pause': { payload: { position?: number }; data: { playback: Playback } };
  'video:seek': { payload: { position: number }; data: { playback: Playback } };
  'video:rate': { payload: { rate: number }; data: { playback: Playback } };
  'video:change': { payload: { url: string; position?: number }; data: { playback: Playback } };
  /** Tells the duration that a player found, or that it is live, once a video; from those who may control. */
  'video:describe': { payload: VideoDescription; data: { playback: Playback } };
  /**
   * The sender's player has run out of data, or has enough again; `version` is of the timeline that it follows. From
   * whoever is in the room.
   */
  'video:stalled': { payload: { isStalled: boolean; version: number }; data: { playback: Playback } };
  /**
   * How many seconds of film the sender's player is behind the room, negative where it is ahead; 0 once they are together
   * again. At most every `LAG_EVERY_MS` until then.
   */
  'video:lag': { payload: { behind: number }; data: Record<string, never> };
  'chat:message': {
    payload: {
      content: string;
      type?: SendableMessageType;
      clientId?: string;
      /** Id of the message that this one answers. */
      replyTo?: string;
      mentions?: Mention[];
    };
    data: { message: Message };
  };
  /** Writes a message of one's own anew. */
  'chat:edit': {
    payload: { messageId: string; content: string; type?: SendableMessageType; mentions?: Mention[] };
    data: { change: MessageChange };
  };
  /** Takes a message away: one's own, or as host or moderator anybody's. Without a change it was gone already. */
  'chat:delete': { payload: { messageId: string }; data: { change?: MessageChange } };
  /** Says whether one feels so about a message. */
  'chat:react': {
    payload: { messageId: string; emoji: string; isOn: boolean };
    data: { change: MessageChange };
  };
  /** Whether one writes just now; at most every `TYPING_EVERY_MS`. */
  'chat:typing': { payload: { isTyping: boolean }; data: Record<string, never> };
  'reaction:send': { payload: { emoji: string; position: number }; data: Record<string, never> };
  'voice:toggle': { payload: VoiceToggle; data: { participant: Participant } };
  'voice:signal': { payload: { to: string; data: unknown }; data: Record<string, never> };
  /** From the host or, for participants, a moderator. */
  'voice:mute': { payload: { userId: string; isMuted: boolean }; data: { participant: Participant } };
  /** From the host or a moderator: ends voice for everybody, or lets it begin again. */
  'voice:close': { payload: { isClosed: boolean }; data: { room: Room } };
  /** How well the sound comes through, for the operator: at most every `VOICE_REPORT_EVERY_MS`. */
  'voice:report': { payload: VoiceReport; data: Record<string, never> };
  /** `rttMs` is the best round trip of the latest pings in milliseconds, once one is known. */
  'clock:ping': {
    payload: { clientTime: number; rttMs?: number };
    data: { clientTime: number; serverTime: EpochMs };
  };
  /** How well a Mini App keeps time, for the operator: at most every `SYNC_REPORT_EVERY_MS`. */
  'sync:report': { payload: SyncReport; data: Record<string, never> };
  /**
   * Whether the page of this connection can be seen, and how far its clock is ahead of UTC, in minutes. Told after each
   * join and with every change; whoever says nothing is taken to see it.
   */
  'presence:visible': { payload: { visible: boolean; utcOffset?: number }; data: Record<string, never> };
  /** Live updates of the public list, until `lobby:unwatch` or the end of the connection. */
  'lobby:watch': { payload: Record<string, never>; data: Record<string, never> };
  'lobby:unwatch': { payload: Record<string, never>; data: Record<string, never> };
}

export type ClientEventName = keyof ClientEvents;
export type ClientPayload<E extends ClientEventName> = ClientEvents[E]['payload'];
export type ClientAckData<E extends ClientEventName> = ClientEvents[E]['data'];

/** The whole of a room, as whoever enters or comes back needs it. */
export interface JoinedRoom {
  room: Room;
  playback: Playback;
  participants: Participant[];
  /** By rising seq: the latest page, or with `afterSeq` the first page of what came after it. */
  messages: Message[];
  /** With `afterSeq`: more was missed than this page holds. Without: older messages exist. */
  hasMore: boolean;
  you: Participant;
  /** Of the latest change of a message that is told here. Absent where the server knows no changes. */
  chatRevision?: number;
  /** With `afterRevision`: what became of messages after it, by rising revision, of each the latest. */
  changes?: MessageChange[];
  /** More changes were missed than these. */
  hasMoreChanges?: true;
  /** Whoever knows an older one asks with `queue:get`. Absent where the server has no queue. */
  queueVersion?: number;
  serverTime: EpochMs;
}

export interface VoiceToggle {
  enabled: boolean;
  /** Hears the others without being heard. */
  isListener?: boolean;
  /** Made by the page that asks. With it only this page's part in voice is ended. */
  session?: string;
}

/** What a client saw of its voice connections since it last told. */
export interface VoiceReport {
  /** From pressing the button to the first sound of somebody else, in milliseconds; told once. */
  firstSoundMs?: number;
  /** Connections that were made, directly and over a relay. */
  direct: number;
  relayed: number;
  /** Connections that were not made in time, or were lost and could not be mended. */
  failed: number;
  /** Of what the others sent, 0 to 1. */
  lossShare?: number;
  jitterMs?: number;
}

/** What a client measured of its sync, in milliseconds. */
export interface SyncReport {
  /** The best round trip of the latest clock pings. */
  rttMs: number;
  /** How far the estimate of the server's clock may be off. */
  offsetErrorMs: number;
  /** The player's position minus the room's; left out while nothing plays. */
  driftMs?: number;
}

/** All of them right after a join, changes from then on. */
export interface ParticipantsUpdate {
  participants?: Participant[];
  joined?: Participant[];
  /** User ids. */
  left?: string[];
  changed?: Participant[];
}

/** Every event that the server sends. */
export interface ServerEvents extends QueueServerEvents, MemberServerEvents {
  'room:update': { room: Room; closed?: true };
  'room:participants': ParticipantsUpdate;
  'chat:new_message': { message: Message };
  'chat:message_changed': { change: MessageChange };
  /** Counts for `TYPING_SHOWN_MS`, or until a message of theirs comes. */
  'chat:typing': { userId: string; isTyping: boolean };
  'reaction:sent': { reactions: FilmReaction[] };
  'video:state_changed': { playback: Playback; reason: PlaybackReason };
  /** Counts for `LAG_SHOWN_MS`; 0 is its end. */
  'video:lag': { userId: string; behind: number };
  'voice:signal': { from: string; data: unknown };
  /** To the person alone, wherever they are connected. */
  'achievement:earned': { achievement: EarnedAchievement };
  'lobby:room_updated': { room: RoomSummary };
  'lobby:room_removed': { roomId: string };
  /** This node is about to stop: connect anew, at a random moment within that time. */
  'node:draining': { reconnectWithinMs: number };
  error: { code: ErrorCode; message: string; event?: string };
}

export type ServerEventName = keyof ServerEvents;

/** The maps in the shape that Socket.io's generics want. */
export type ClientToServerEvents = {
  [E in ClientEventName]: (payload: ClientPayload<E>, ack: (answer: Ack<ClientAckData<E>>) => void) => void;
};
export type ServerToClientEvents = {
  [E in ServerEventName]: (payload: ServerEvents[E]) => void;
};
