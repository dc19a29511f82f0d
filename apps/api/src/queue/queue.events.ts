import { type ClientPayload, QUEUE_ADD_MAX, QUEUE_LOOPS } from '@watchparty/shared';
import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import { link, uuid } from '../platform/validation/schemas.js';
import type { QueueService } from './queue.service.js';

type QueueEvents = PartOfEventTable<
  | 'queue:get'
  | 'queue:add'
  | 'queue:move'
  | 'queue:remove'
  | 'queue:clear'
  | 'queue:play'
  | 'queue:loop'
  | 'queue:shuffle'
  | 'queue:vote'
  | 'queue:skip_vote'
  | 'queue:ended'
>;

const version = Joi.number().integer().min(0).required();
const itemId = uuid().required();
const isOn = Joi.boolean().required();

const emptySchema = Joi.object<Record<string, never>>({}).required();
const addSchema = Joi.object<ClientPayload<'queue:add'>>({
  urls: Joi.array().items(link().required()).min(1).max(QUEUE_ADD_MAX).required(),
}).required();
const itemSchema = Joi.object<ClientPayload<'queue:remove'>>({ itemId }).required();
const moveSchema = Joi.object<ClientPayload<'queue:move'>>({ itemId, beforeId: uuid() }).required();
const loopSchema = Joi.object<ClientPayload<'queue:loop'>>({
  loop: Joi.string()
    .valid(...QUEUE_LOOPS)
    .required(),
}).required();
const voteSchema = Joi.object<ClientPayload<'queue:vote'>>({ itemId, isOn }).required();
const skipSchema = Joi.object<ClientPayload<'queue:skip_vote'>>({ isOn, version }).required();
const endedSchema = Joi.object<ClientPayload<'queue:ended'>>({ version }).required();

export function queueEvents(queue: QueueService): QueueEvents {
  return {
    'queue:get': {
      schema: emptySchema,
      handle: (socket) => queue.get(roomOf(socket), socket.data.userId),
    },
    'queue:add': {
      schema: addSchema,
      handle: async (socket, { urls }) => ({
        update: await queue.add(roomOf(socket), socket.data.userId, urls),
      }),
    },
    'queue:move': {
      schema: moveSchema,
      handle: async (socket, payload) => ({
        update: await queue.move(roomOf(socket), socket.data.userId, payload.itemId, payload.beforeId),
      }),
    },
    'queue:remove': {
      schema: itemSchema,
      handle: async (socket, payload) => ({
        update: await queue.remove(roomOf(socket), socket.data.userId, payload.itemId),
      }),
    },
    'queue:clear': {
      schema: emptySchema,
      handle: async (socket) => ({ update: await queue.clear(roomOf(socket), socket.data.userId) }),
    },
    'queue:play': {
      schema: itemSchema,
      handle: (socket, payload) => queue.play(roomOf(socket), socket.data.userId, payload.itemId),
    },
    'queue:loop': {
      schema: loopSchema,
      handle: async (socket, { loop }) => ({
        update: await queue.setLoop(roomOf(socket), socket.data.userId, loop),
      }),
    },
    'queue:shuffle': {
      schema: emptySchema,
      handle: async (socket) => ({ update: await queue.shuffle(roomOf(socket), socket.data.userId) }),
    },
    'queue:vote': {
      schema: voteSchema,
      handle: async (socket, vote) => ({
        update: await queue.vote(roomOf(socket), socket.data.userId, vote),
      }),
    },
    'queue:skip_vote': {
      schema: skipSchema,
      handle: (socket, vote) => queue.voteToSkip(roomOf(socket), socket.data.userId, vote),
    },
    'queue:ended': {
      schema: endedSchema,
      handle: (socket, payload) => queue.reportEnd(roomOf(socket), socket.data.userId, payload.version),
    },
  };
}
