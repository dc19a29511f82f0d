import {
  type ClientPayload,
  VOICE_REPORT_EVERY_MS,
  VOICE_REPORT_MAX_COUNT,
  VOICE_REPORT_MAX_MS,
} from '@watchparty/shared';
import Joi from 'joi';
import type { Now } from '../platform/now.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { oncePer } from '../platform/socket/once-per.js';
import { roomOf } from '../platform/socket/room-of.js';
import { uuid } from '../platform/validation/schemas.js';
import type { VoiceService } from './voice.service.js';

const toggleSchema = Joi.object<ClientPayload<'voice:toggle'>>({
  enabled: Joi.boolean().required(),
  isListener: Joi.boolean(),
  session: uuid(),
}).required();
const signalSchema = Joi.object<ClientPayload<'voice:signal'>>({
  to: uuid().required(),
  // Whatever two browsers have to say to each other; the limit of an event bounds its size.
  data: Joi.any().required(),
}).required();
const muteSchema = Joi.object<ClientPayload<'voice:mute'>>({
  userId: uuid().required(),
  isMuted: Joi.boolean().required(),
}).required();
const closeSchema = Joi.object<ClientPayload<'voice:close'>>({
  isClosed: Joi.boolean().required(),
}).required();

const count = (): Joi.NumberSchema => Joi.number().integer().min(0).max(VOICE_REPORT_MAX_COUNT);
const duration = (): Joi.NumberSchema => Joi.number().min(0).max(VOICE_REPORT_MAX_MS);
const reportSchema = Joi.object<ClientPayload<'voice:report'>>({
  firstSoundMs: duration(),
  direct: count().required(),
  relayed: count().required(),
  failed: count().required(),
  lossShare: Joi.number().min(0).max(1),
  jitterMs: duration(),
}).required();

type VoiceEvent = 'voice:toggle' | 'voice:signal' | 'voice:mute' | 'voice:close' | 'voice:report';

export interface VoiceEventsOptions {
  voice: VoiceService;
  onReport: (report: ClientPayload<'voice:report'>) => void;
  now: Now;
}

export function voiceEvents({ voice, onReport, now }: VoiceEventsOptions): PartOfEventTable<VoiceEvent> {
  const isDue = oncePer(VOICE_REPORT_EVERY_MS, now);
  return {
    'voice:toggle': {
      schema: toggleSchema,
      handle: async (socket, toggle) => ({
        participant: await voice.toggle(roomOf(socket), socket.data.userId, toggle),
      }),
    },
    'voice:signal': {
      schema: signalSchema,
      async handle(socket, { to, data }) {
        await voice.signal(roomOf(socket), socket.data.userId, to, data);
        return {};
      },
    },
    'voice:mute': {
      schema: muteSchema,
      handle: async (socket, { userId, isMuted }) => ({
        participant: await voice.mute(roomOf(socket), socket.data.userId, userId, isMuted),
      }),
    },
    'voice:close': {
      schema: closeSchema,
      handle: async (socket, { isClosed }) => ({
        room: await voice.close(roomOf(socket), socket.data.userId, isClosed),
      }),
    },
    'voice:report': {
      schema: reportSchema,
      handle(socket, report) {
        if (isDue(socket)) onReport(report);
        return {};
      },
    },
  };
}
