import { type ClientPayload, MUTE_MAX_S } from '@watchparty/shared';
import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import type { AppSocket } from '../platform/socket/socket-server.js';
import { uuid } from '../platform/validation/schemas.js';
import type { MemberKey } from './members.repository.js';
import type { MembersService } from './members.service.js';

type MemberEvents = PartOfEventTable<
  | 'member:promote'
  | 'member:demote'
  | 'member:mute'
  | 'member:unmute'
  | 'member:kick'
  | 'member:ban'
  | 'member:unban'
  | 'room:transfer'
>;

const whomSchema = Joi.object<ClientPayload<'member:kick'>>({ userId: uuid().required() }).required();
const muteSchema = Joi.object<ClientPayload<'member:mute'>>({
  userId: uuid().required(),
  seconds: Joi.number().integer().min(1).max(MUTE_MAX_S),
}).required();
const unbanSchema = Joi.object<ClientPayload<'member:unban'>>({ banId: uuid().required() }).required();

export function memberEvents(members: MembersService): MemberEvents {
  return {
    'member:promote': {
      schema: whomSchema,
      handle: async (socket, { userId }) => ({ participant: await members.promote(keyOf(socket, userId)) }),
    },
    'member:demote': {
      schema: whomSchema,
      handle: async (socket, { userId }) => ({ participant: await members.demote(keyOf(socket, userId)) }),
    },
    'member:mute': {
      schema: muteSchema,
      handle: async (socket, { userId, seconds }) => ({
        participant: await members.mute(keyOf(socket, userId), seconds),
      }),
    },
    'member:unmute': {
      schema: whomSchema,
      handle: async (socket, { userId }) => ({ participant: await members.unmute(keyOf(socket, userId)) }),
    },
    'member:kick': {
      schema: whomSchema,
      async handle(socket, { userId }) {
        await members.kick(keyOf(socket, userId));
        return {};
      },
    },
    'member:ban': {
      schema: whomSchema,
      async handle(socket, { userId }) {
        await members.ban(keyOf(socket, userId));
        return {};
      },
    },
    'member:unban': {
      schema: unbanSchema,
      async handle(socket, { banId }) {
        await members.unban(roomOf(socket), socket.data.userId, banId);
        return {};
      },
    },
    'room:transfer': {
      schema: whomSchema,
      handle: async (socket, { userId }) => ({ room: await members.transfer(keyOf(socket, userId)) }),
    },
  };
}

function keyOf(socket: AppSocket, userId: string): MemberKey {
  return { roomId: roomOf(socket), actorId: socket.data.userId, userId };
}
