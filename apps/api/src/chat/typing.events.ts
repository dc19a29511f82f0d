import { type ClientPayload, TYPING_EVERY_MS } from '@watchparty/shared';
import Joi from 'joi';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { createSigns, type SignsOptions } from '../platform/socket/signs.js';

const typingSchema = Joi.object<ClientPayload<'chat:typing'>>({
  isTyping: Joi.boolean().required(),
}).required();

/** Who writes just now. */
export function typingEvents(
  broadcaster: Pick<Broadcaster, 'toRoom'>,
  options: SignsOptions,
): PartOfEventTable<'chat:typing'> {
  const signs = createSigns(options, TYPING_EVERY_MS);
  return {
    'chat:typing': {
      schema: typingSchema,
      async handle(socket, { isTyping }) {
        await signs.give(socket, isTyping, (roomId, userId, how) =>
          broadcaster.toRoom(roomId, 'chat:typing', { userId, isTyping }, how),
        );
        return {};
      },
    },
  };
}
