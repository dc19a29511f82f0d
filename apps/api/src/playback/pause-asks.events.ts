import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import type { PauseAsksService } from './pause-asks.service.js';

const askSchema = Joi.object<Record<string, never>>({}).required();

export function pauseAskEvents(pauseAsks: PauseAsksService): PartOfEventTable<'playback:ask'> {
  return {
    'playback:ask': {
      schema: askSchema,
      async handle(socket) {
        await pauseAsks.ask(roomOf(socket), socket.data.userId);
        return {};
      },
    },
  };
}
