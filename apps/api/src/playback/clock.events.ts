import type { ClientPayload } from '@watchparty/shared';
import Joi from 'joi';
import type { Now } from '../platform/now.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';

const pingSchema = Joi.object<ClientPayload<'clock:ping'>>({
  // Any finite number: it is handed back, and clients count from where they like.
  clientTime: Joi.number().required(),
}).required();

export function clockEvents(now: Now): PartOfEventTable<'clock:ping'> {
  return {
    'clock:ping': {
      schema: pingSchema,
      // Waiting behind a slow event would be measured as distance.
      unordered: true,
      handle: (_socket, { clientTime }) => ({ clientTime, serverTime: now() }),
    },
  };
}
