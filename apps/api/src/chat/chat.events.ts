import {
  CLIENT_ID_MAX_LENGTH,
  type ClientPayload,
  type Mention,
  MENTIONS_MAX,
  MESSAGE_MAX_LENGTH,
  REACTION_MAX_LENGTH,
  SENDABLE_MESSAGE_TYPES,
} from '@watchparty/shared';
import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import { singleEmoji, text, trimmedText, uuid } from '../platform/validation/schemas.js';
import type { ChatService } from './chat.service.js';
import type { MessageChangesService } from './message-changes.service.js';

type ChatEvents = PartOfEventTable<'chat:message' | 'chat:edit' | 'chat:delete' | 'chat:react'>;

const mentionSchema = Joi.object<Mention>({
  userId: uuid().required(),
  offset: Joi.number().integer().min(0).max(MESSAGE_MAX_LENGTH).required(),
  length: Joi.number().integer().min(2).max(MESSAGE_MAX_LENGTH).required(),
});

const writing = {
  content: trimmedText(1, MESSAGE_MAX_LENGTH).required(),
  type: Joi.string().valid(...SENDABLE_MESSAGE_TYPES),
  mentions: Joi.array().items(mentionSchema).max(MENTIONS_MAX),
};

const messageSchema = Joi.object<ClientPayload<'chat:message'>>({
  ...writing,
  clientId: text().min(1).max(CLIENT_ID_MAX_LENGTH),
  replyTo: uuid(),
}).required();

const editSchema = Joi.object<ClientPayload<'chat:edit'>>({
  ...writing,
  messageId: uuid().required(),
}).required();

const deleteSchema = Joi.object<ClientPayload<'chat:delete'>>({ messageId: uuid().required() }).required();

const reactSchema = Joi.object<ClientPayload<'chat:react'>>({
  messageId: uuid().required(),
  emoji: singleEmoji(REACTION_MAX_LENGTH).required(),
  isOn: Joi.boolean().required(),
}).required();

export function chatEvents(chat: ChatService, changes: MessageChangesService): ChatEvents {
  return {
    'chat:message': {
      schema: messageSchema,
      handle: async (socket, payload) => ({
        message: await chat.send(roomOf(socket), socket.data.userId, payload),
      }),
    },
    'chat:edit': {
      schema: editSchema,
      handle: async (socket, payload) => ({
        change: await changes.edit(roomOf(socket), socket.data.userId, payload),
      }),
    },
    'chat:delete': {
      schema: deleteSchema,
      handle: async (socket, { messageId }) => ({
        change: await changes.delete(roomOf(socket), socket.data.userId, messageId),
      }),
    },
    'chat:react': {
      schema: reactSchema,
      handle: async (socket, payload) => ({
        change: await changes.react(roomOf(socket), socket.data.userId, payload),
      }),
    },
  };
}
