import type { ClientPayload } from '@watchparty/shared';
import Joi from 'joi';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { roomOf } from '../platform/socket/room-of.js';
import { uuid } from '../platform/validation/schemas.js';
import type { VoiceService } from './voice.service.js';

const toggleSchema = Joi.object<ClientPayload<'voice:toggle'>>({
  enabled: Joi.boolean().required(),
}).required();
const signalSchema = Joi.object<ClientPayload<'voice:signal'>>({
  to: uuid().required(),
  // Whatever two browsers have to say to each other; the limit of an event bounds its size.
  data: Joi.any().required(),
}).required();

export function voiceEvents(voice: VoiceService): PartOfEventTable<'voice:toggle' | 'voice:signal'> {
  return {
    'voice:toggle': {
      schema: toggleSchema,
      handle: async (socket, { enabled }) => ({
        participant: await voice.toggle(roomOf(socket), socket.data.userId, enabled),
      }),
    },
    'voice:signal': {
      schema: signalSchema,
      async handle(socket, { to, data }) {
        await voice.signal(roomOf(socket), socket.data.userId, to, data);
        return {};
      },
    },
  };
}
