import { type ClientPayload, LAG_EVERY_MS, LAG_MAX_S } from '@watchparty/shared';
import Joi from 'joi';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { createSigns, type SignsOptions } from '../platform/socket/signs.js';

const lagSchema = Joi.object<ClientPayload<'video:lag'>>({
  behind: Joi.number().min(-LAG_MAX_S).max(LAG_MAX_S).required(),
}).required();

/** Whose picture is elsewhere than the room: their data is late, or an advertisement keeps them. */
export function lagEvents(
  broadcaster: Pick<Broadcaster, 'toRoom'>,
  options: SignsOptions,
): PartOfEventTable<'video:lag'> {
  const signs = createSigns(options, LAG_EVERY_MS);
  return {
    'video:lag': {
      schema: lagSchema,
      async handle(socket, { behind }) {
        await signs.give(socket, behind !== 0, (roomId, userId, how) =>
          broadcaster.toRoom(roomId, 'video:lag', { userId, behind }, how),
        );
        return {};
      },
    },
  };
}
