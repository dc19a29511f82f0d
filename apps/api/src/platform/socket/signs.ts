import { AppError } from '../errors.js';
import type { Now } from '../now.js';
import { roomOf } from './room-of.js';
import type { AppSocket } from './socket-server.js';

/** What is so of somebody just now: told to those who are there, again and again while it lasts, and kept nowhere. */
export interface Signs {
  /**
   * @param isOn false ends it, which may be told at any time, once
   * @param tell is left out where it was told just before, or the room is large
   * @throws AppError `forbidden` without a seat
   */
  give(
    socket: AppSocket,
    isOn: boolean,
    tell: (roomId: string, userId: string, how: { exceptSocketId: string }) => void,
  ): Promise<void>;
}

export interface SignsOptions {
  isSeated: (roomId: string, userId: string) => Promise<boolean>;
  /** Connections of this node that hear a room. */
  countListeners: (roomId: string) => number;
  now: Now;
}

/** Timers are not exact, and a client may be a little early. */
const EARLY_MS = 500;
/** In a larger room it is always so of somebody, and each of them would cost everybody a message. */
const MAX_LISTENERS = 50;

/** @param everyMs how often a connection may tell of it */
export function createSigns({ isSeated, countListeners, now }: SignsOptions, everyMs: number): Signs {
  const toldAt = new WeakMap<AppSocket, number>();
  return {
    async give(socket, isOn, tell) {
      const roomId = roomOf(socket);
      const { userId } = socket.data;
      const last = toldAt.get(socket) ?? Number.NEGATIVE_INFINITY;
      if (isOn ? now() - last < everyMs - EARLY_MS : last < 0) return;
      toldAt.set(socket, isOn ? now() : Number.NEGATIVE_INFINITY);
      if (!(await isSeated(roomId, userId))) throw new AppError('forbidden', 'Join the room first.');
      if (countListeners(roomId) <= MAX_LISTENERS) tell(roomId, userId, { exceptSocketId: socket.id });
    },
  };
}
