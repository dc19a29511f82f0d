import { type ClientPayload, REACTION_MAX_LENGTH } from '@watchparty/shared';
import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import { position, singleEmoji } from '../platform/validation/schemas.js';
import type { ReactionsService } from './reactions.service.js';

const sendSchema = Joi.object<ClientPayload<'reaction:send'>>({
  emoji: singleEmoji(REACTION_MAX_LENGTH).required(),
  position: position().required(),
}).required();

export function reactionEvents(reactions: ReactionsService): PartOfEventTable<'reaction:send'> {
  return {
    'reaction:send': {
      schema: sendSchema,
      async handle(socket, reaction) {
        await reactions.send(roomOf(socket), socket.data.userId, reaction);
        return {};
      },
    },
  };
}
