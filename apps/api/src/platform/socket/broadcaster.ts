import type { ServerEventName, ServerEvents, ServerToClientEvents } from '@watchparty/shared';
import { channels } from './channels.js';
import type { AppServer } from './socket-server.js';

/** The only way to speak to connections, wherever they are. Nothing here waits or throws. */
export interface Broadcaster {
  toRoom<E extends ServerEventName>(
    roomId: string,
    event: E,
    payload: ServerEvents[E],
    options?: { exceptSocketId?: string },
  ): void;
  /** The same on this node alone, for what the other nodes have told theirs. */
  toRoomHere<E extends ServerEventName>(roomId: string, event: E, payload: ServerEvents[E]): void;
  toMember<E extends ServerEventName>(
    roomId: string,
    userId: string,
    event: E,
    payload: ServerEvents[E],
  ): void;
  /** All of somebody's connections, whichever room they are in. */
  toUser<E extends ServerEventName>(userId: string, event: E, payload: ServerEvents[E]): void;
  toLobby<E extends ServerEventName>(event: E, payload: ServerEvents[E]): void;
  /** Each of these connections of this node, by socket id: what is the same for all of them is encoded once. */
  toSocketsHere<E extends ServerEventName>(
    socketIds: readonly string[],
    event: E,
    payload: ServerEvents[E],
  ): void;
  toEverybodyHere<E extends ServerEventName>(event: E, payload: ServerEvents[E]): void;
  /** Takes everybody out of a room's channels. */
  emptyRoom(roomId: string): void;
  emptyRoomHere(roomId: string): void;
  disconnectSession(sessionId: string): void;
  disconnectUser(userId: string): void;
}

type Arguments<E extends ServerEventName> = Parameters<ServerToClientEvents[E]>;

export function createBroadcaster(io: AppServer): Broadcaster {
  return {
    toRoom(roomId, event, payload, { exceptSocketId } = {}) {
      const target = io.to(channels.room(roomId));
      (exceptSocketId ? target.except(exceptSocketId) : target).emit(
        event,
        ...([payload] as Arguments<typeof event>),
      );
    },
    toRoomHere(roomId, event, payload) {
      io.local.to(channels.room(roomId)).emit(event, ...([payload] as Arguments<typeof event>));
    },
    toMember(roomId, userId, event, payload) {
      io.to(channels.member(roomId, userId)).emit(event, ...([payload] as Arguments<typeof event>));
    },
    toUser(userId, event, payload) {
      io.to(channels.user(userId)).emit(event, ...([payload] as Arguments<typeof event>));
    },
    toLobby(event, payload) {
      io.to(channels.lobby).emit(event, ...([payload] as Arguments<typeof event>));
    },
    toSocketsHere(socketIds, event, payload) {
      io.local.to([...socketIds]).emit(event, ...([payload] as Arguments<typeof event>));
    },
    toEverybodyHere(event, payload) {
      io.local.emit(event, ...([payload] as Arguments<typeof event>));
    },
    emptyRoom(roomId) {
      io.in(channels.room(roomId)).socketsLeave(channels.room(roomId));
    },
    emptyRoomHere(roomId) {
      io.local.in(channels.room(roomId)).socketsLeave(channels.room(roomId));
    },
    disconnectSession(sessionId) {
      io.in(channels.session(sessionId)).disconnectSockets(true);
    },
    disconnectUser(userId) {
      io.in(channels.user(userId)).disconnectSockets(true);
    },
  };
}

/** Everybody's nodes, or this one alone, as what its people have missed. */
export type BroadcastReach = 'everywhere' | 'here';

/** Tells of everything that is said, for the metrics. */
export function watchBroadcasts(
  broadcaster: Broadcaster,
  onSent: (event: ServerEventName, reach: BroadcastReach) => void,
): Broadcaster {
  return {
    ...broadcaster,
    toRoom(roomId, event, payload, options) {
      onSent(event, 'everywhere');
      broadcaster.toRoom(roomId, event, payload, options);
    },
    toRoomHere(roomId, event, payload) {
      onSent(event, 'here');
      broadcaster.toRoomHere(roomId, event, payload);
    },
    toMember(roomId, userId, event, payload) {
      onSent(event, 'everywhere');
      broadcaster.toMember(roomId, userId, event, payload);
    },
    toUser(userId, event, payload) {
      onSent(event, 'everywhere');
      broadcaster.toUser(userId, event, payload);
    },
    toLobby(event, payload) {
      onSent(event, 'everywhere');
      broadcaster.toLobby(event, payload);
    },
  };
}
