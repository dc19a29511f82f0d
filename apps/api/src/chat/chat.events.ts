import {
  CLIENT_ID_MAX_LENGTH,
  type ClientPayload,
  MESSAGE_MAX_LENGTH,
  SENDABLE_MESSAGE_TYPES,
} from '@watchparty/shared';
import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import { text, trimmedText } from '../platform/validation/schemas.js';
import type { ChatService } from './chat.service.js';

const messageSchema = Joi.object<ClientPayload<'chat:message'>>({
  content: trimmedText(1, MESSAGE_MAX_LENGTH).required(),
  type: Joi.string().valid(...SENDABLE_MESSAGE_TYPES),
  clientId: text().min(1).max(CLIENT_ID_MAX_LENGTH),
}).required();

export function chatEvents(chat: ChatService): PartOfEventTable<'chat:message'> {
  return {
    'chat:message': {
      schema: messageSchema,
      handle: async (socket, payload) => ({
        message: await chat.send(roomOf(socket), socket.data.userId, payload),
      }),
    },
  };
}
