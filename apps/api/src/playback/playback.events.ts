import { type ClientPayload, POSITION_MAX_S, PROGRAM_TIME_MAX_MS } from '@watchparty/shared';
import Joi from 'joi';
import { roomOf } from '../platform/socket/room-of.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { link, playbackRate, position } from '../platform/validation/schemas.js';
import type { HoldsService } from './holds.service.js';
import type { PlaybackService } from './playback.service.js';

type PlaybackEvents = PartOfEventTable<
  | 'video:play'
  | 'video:pause'
  | 'video:seek'
  | 'video:rate'
  | 'video:change'
  | 'video:describe'
  | 'video:stalled'
>;

const playSchema = Joi.object<ClientPayload<'video:play'>>({
  position: position(),
  countdown: Joi.boolean(),
}).required();
const optionalPosition = Joi.object<ClientPayload<'video:pause'>>({ position: position() }).required();
const requiredPosition = Joi.object<ClientPayload<'video:seek'>>({
  position: position().required(),
}).required();
const rateSchema = Joi.object<ClientPayload<'video:rate'>>({ rate: playbackRate().required() }).required();
const changeSchema = Joi.object<ClientPayload<'video:change'>>({
  url: link().required(),
  position: position(),
}).required();
const describeSchema = Joi.object<ClientPayload<'video:describe'>>({
  videoUrl: link().required(),
  duration: Joi.number().greater(0).max(POSITION_MAX_S),
  live: Joi.object({ programTime: Joi.number().integer().min(0).max(PROGRAM_TIME_MAX_MS).required() }),
})
  .xor('duration', 'live')
  .required();

const stalledSchema = Joi.object<ClientPayload<'video:stalled'>>({
  isStalled: Joi.boolean().required(),
  version: Joi.number().integer().min(0).required(),
}).required();

export function playbackEvents(playback: PlaybackService, holds: HoldsService): PlaybackEvents {
  return {
    'video:play': {
      schema: playSchema,
      handle: async (socket, payload) => ({
        playback: await playback.play(roomOf(socket), socket.data.userId, payload),
      }),
    },
    'video:pause': {
      schema: optionalPosition,
      handle: async (socket, payload) => ({
        playback: await playback.pause(roomOf(socket), socket.data.userId, payload.position),
      }),
    },
    'video:seek': {
      schema: requiredPosition,
      handle: async (socket, payload) => ({
        playback: await playback.seek(roomOf(socket), socket.data.userId, payload.position),
      }),
    },
    'video:rate': {
      schema: rateSchema,
      handle: async (socket, payload) => ({
        playback: await playback.setRate(roomOf(socket), socket.data.userId, payload.rate),
      }),
    },
    'video:change': {
      schema: changeSchema,
      handle: async (socket, payload) => ({
        playback: await playback.change(roomOf(socket), socket.data.userId, payload.url, payload.position),
      }),
    },
    'video:describe': {
      schema: describeSchema,
      handle: async (socket, payload) => ({
        playback: await playback.describe(roomOf(socket), socket.data.userId, payload),
      }),
    },
    'video:stalled': {
      schema: stalledSchema,
      handle: async (socket, payload) => ({
        playback: await holds.report(roomOf(socket), socket.data.userId, payload),
      }),
    },
  };
}
