import { type ClientPayload, ROOM_PASSWORD_MAX_BYTES } from '@watchparty/shared';
import Joi from 'joi';
import { AppError } from '../platform/errors.js';
import type { PresenceLease } from '../platform/presence/presence.js';
import { channels } from '../platform/socket/channels.js';
import { gatherWritesTo } from '../platform/socket/gather-writes.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import type { AppSocket } from '../platform/socket/socket-server.js';
import { text, uuid } from '../platform/validation/schemas.js';
import { listenMeanwhile } from './news-meanwhile.js';
import type { ParticipantsFeed } from './participants-feed.js';
import type { SeatsService } from './seats.service.js';

type RoomEvents = PartOfEventTable<'room:join' | 'room:leave' | 'lobby:watch' | 'lobby:unwatch'>;

const joinSchema = Joi.object<ClientPayload<'room:join'>>({
  roomId: uuid().required(),
  password: text().max(ROOM_PASSWORD_MAX_BYTES, 'utf8'),
  afterSeq: Joi.number().integer().min(0),
  afterRevision: Joi.number().integer().min(0),
}).required();

const leaveSchema = Joi.object<ClientPayload<'room:leave'>>({ roomId: uuid() }).required();
const emptySchema = Joi.object<Record<string, never>>({}).required();

export function roomEvents(seats: SeatsService, feed: Pick<ParticipantsFeed, 'tellList'>): RoomEvents {
  return {
    'room:join': {
      schema: joinSchema,
      async handle(socket, { roomId, password, ...known }) {
        const lease = leaseOf(socket, roomId);
        const admission = await seats.admit(lease, password);
        // Only now: whoever is refused in the new room stays in the old one.
        if (socket.data.roomId !== undefined && socket.data.roomId !== roomId)
          await leaveCurrent(seats, socket);
        socket.data.roomId = roomId;
        if (!socket.connected) {
          // Gone while we let them in: in a channel a dead connection would count as somebody for good.
          await seats.vanish(lease);
          throw new AppError('conflict', 'The connection has ended.');
        }
        // First hear the room, then read it: what happens in between arrives twice rather than never.
        const news = listenMeanwhile(socket);
        try {
          await socket.join([channels.room(roomId), channels.member(roomId, socket.data.userId)]);
          if (socket.data.announcedRoomId !== roomId || admission.tookSeat)
            await seats.announce(lease, admission);
          socket.data.announcedRoomId = roomId;
          const joined = await seats.snapshot(lease, known, news);
          // The list and the answer.
          gatherWritesTo(socket);
          feed.tellList(socket.id, joined.participants);
          return joined;
        } catch (error) {
          // Put out of the room while they came in: the word of it went to channels that they were not in yet.
          if (!(await seats.isSeated(lease))) await takeOut(seats, socket, roomId);
          throw error;
        } finally {
          news.stop();
        }
      },
    },

    'room:leave': {
      schema: leaveSchema,
      async handle(socket, { roomId }) {
        if (roomId === undefined || roomId === socket.data.roomId) await leaveCurrent(seats, socket);
        return {};
      },
    },

    'lobby:watch': {
      schema: emptySchema,
      async handle(socket) {
        await socket.join(channels.lobby);
        return {};
      },
    },

    'lobby:unwatch': {
      schema: emptySchema,
      async handle(socket) {
        await socket.leave(channels.lobby);
        return {};
      },
    },
  };
}

/** What a connection holds in a room. */
export function leaseOf(socket: AppSocket, roomId: string): PresenceLease {
  return { roomId, userId: socket.data.userId, socketId: socket.id };
}

/**
 * Somebody was put out of a room, and with it this connection of theirs: from here on it hears nothing of it. Where they had
 * come in again before the word of it arrived, that seat is given up, too.
 */
export async function takeOut(seats: SeatsService, socket: AppSocket, roomId: string): Promise<void> {
  await forgetRoom(socket, roomId);
  await seats.leave(leaseOf(socket, roomId));
}

async function leaveCurrent(seats: SeatsService, socket: AppSocket): Promise<void> {
  const { roomId } = socket.data;
  if (roomId === undefined) return;
  await forgetRoom(socket, roomId);
  await seats.leave(leaseOf(socket, roomId));
}

async function forgetRoom(socket: AppSocket, roomId: string): Promise<void> {
  if (socket.data.roomId === roomId) {
    socket.data.roomId = undefined;
    socket.data.announcedRoomId = undefined;
  }
  await socket.leave(channels.room(roomId));
  await socket.leave(channels.member(roomId, socket.data.userId));
}
