import { type ClientPayload, UTC_OFFSET_MAX, UTC_OFFSET_MIN } from '@watchparty/shared';
import Joi from 'joi';
import type { Now } from '../platform/now.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import type { PagesRepository } from './pages.repository.js';

const visibleSchema = Joi.object<ClientPayload<'presence:visible'>>({
  visible: Joi.boolean().required(),
  utcOffset: Joi.number().integer().min(UTC_OFFSET_MIN).max(UTC_OFFSET_MAX),
}).required();

export interface PresenceEventsOptions {
  pages: Pick<PagesRepository, 'note' | 'noteUtcOffset'>;
  now: Now;
}

/** What a page says of itself can only take from what is counted: a seat in a room that plays is needed all the same. */
export function presenceEvents({ pages, now }: PresenceEventsOptions): PartOfEventTable<'presence:visible'> {
  return {
    'presence:visible': {
      schema: visibleSchema,
      async handle(socket, { visible, utcOffset }) {
        const { userId, roomId } = socket.data;
        if (utcOffset !== undefined) await pages.noteUtcOffset(userId, utcOffset);
        if (roomId !== undefined)
          await pages.note({ socketId: socket.id, roomId, userId, isVisible: visible }, now());
        return {};
      },
    },
  };
}
