import { type ClientPayload, SYNC_REPORT_MAX_MS } from '@watchparty/shared';
import Joi from 'joi';
import type { Now } from '../platform/now.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import type { ConnectionRtts } from './connection-rtts.js';

const pingSchema = Joi.object<ClientPayload<'clock:ping'>>({
  // Any finite number: it is handed back, and clients count from where they like.
  clientTime: Joi.number().required(),
  rttMs: Joi.number().min(0).max(SYNC_REPORT_MAX_MS),
}).required();

export interface ClockEventsOptions {
  rtts: Pick<ConnectionRtts, 'note'>;
  now: Now;
}

export function clockEvents({ rtts, now }: ClockEventsOptions): PartOfEventTable<'clock:ping'> {
  return {
    'clock:ping': {
      schema: pingSchema,
      // Waiting behind a slow event would be measured as distance.
      unordered: true,
      handle(socket, { clientTime, rttMs }) {
        if (rttMs !== undefined) rtts.note(socket, rttMs);
        return { clientTime, serverTime: now() };
      },
    },
  };
}
