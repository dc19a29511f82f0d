import { type ClientPayload, TYPING_EVERY_MS } from '@watchparty/shared';
import Joi from 'joi';
import { AppError } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import type { AppSocket } from '../platform/socket/socket-server.js';

const typingSchema = Joi.object<ClientPayload<'chat:typing'>>({
  isTyping: Joi.boolean().required(),
}).required();

/** Timers are not exact, and a client may be a little early. */
const EARLY_MS = 500;
/** In a larger room somebody always writes, and each of them would cost everybody a message. */
const MAX_SEATS = 50;

export interface TypingOptions {
  isSeated: (roomId: string, userId: string) => Promise<boolean>;
  /** Connections of this node that hear a room. */
  countListeners: (roomId: string) => number;
  broadcaster: Pick<Broadcaster, 'toRoom'>;
  now: Now;
}

/** Who writes just now: told to those who are there, and kept nowhere. */
export function typingEvents(options: TypingOptions): PartOfEventTable<'chat:typing'> {
  const { isSeated, countListeners, broadcaster, now } = options;
  const toldAt = new WeakMap<AppSocket, number>();
  return {
    'chat:typing': {
      schema: typingSchema,
      async handle(socket, { isTyping }) {
        const roomId = roomOf(socket);
        const { userId } = socket.data;
        const last = toldAt.get(socket) ?? Number.NEGATIVE_INFINITY;
        if (isTyping ? now() - last < TYPING_EVERY_MS - EARLY_MS : last < 0) return {};
        // The end of it may be told at any time, once.
        toldAt.set(socket, isTyping ? now() : Number.NEGATIVE_INFINITY);
        if (!(await isSeated(roomId, userId))) throw new AppError('forbidden', 'Join the room first.');
        if (countListeners(roomId) <= MAX_SEATS) {
          broadcaster.toRoom(roomId, 'chat:typing', { userId, isTyping }, { exceptSocketId: socket.id });
        }
        return {};
      },
    },
  };
}
