import {
  BUFFER_WAITS,
  CONTROL_MODES,
  type CreateRoomRequest,
  type ListParticipantsQuery,
  type ListRoomsQuery,
  PARTICIPANT_PAGE_MAX_SIZE,
  PLATFORMS,
  PROGRAM_TIME_MAX_MS,
  ROOM_MAX_PARTICIPANTS_LIMIT,
  ROOM_NAME_MAX_LENGTH,
  ROOM_PAGE_MAX_SIZE,
  ROOM_PASSWORD_MAX_BYTES,
  ROOM_PASSWORD_MIN_LENGTH,
  SEARCH_MAX_LENGTH,
  SLOW_MODES,
  type UpdateRoomRequest,
} from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { link, text, trimmedText, uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { RoomsService } from './rooms.service.js';

const roomParamsSchema = Joi.object<{ id: string }>({ id: uuid().required() });

function roomPassword(): Joi.StringSchema {
  return text().min(ROOM_PASSWORD_MIN_LENGTH).max(ROOM_PASSWORD_MAX_BYTES, 'utf8');
}

const settings = {
  name: trimmedText(1, ROOM_NAME_MAX_LENGTH),
  isPublic: Joi.boolean(),
  maxParticipants: Joi.number().integer().min(1).max(ROOM_MAX_PARTICIPANTS_LIMIT),
  controlMode: Joi.string().valid(...CONTROL_MODES),
  bufferWait: Joi.number().valid(...BUFFER_WAITS),
  skipShare: Joi.number().min(0).max(1),
  startsAt: Joi.number().integer().min(0).max(PROGRAM_TIME_MAX_MS),
  slowMode: Joi.number().valid(...SLOW_MODES),
};

const createSchema = Joi.object<CreateRoomRequest>({
  ...settings,
  name: settings.name.required(),
  videoUrl: link(),
  password: roomPassword(),
}).required();

const updateSchema = Joi.object<UpdateRoomRequest>({
  ...settings,
  videoUrl: link().allow(null),
  password: roomPassword().allow(null),
  startsAt: settings.startsAt.allow(null),
}).required();

const listSchema = Joi.object<ListRoomsQuery>({
  search: text().trim().empty('').max(SEARCH_MAX_LENGTH),
  platform: Joi.string().valid(...PLATFORMS),
  mine: Joi.boolean(),
  upcoming: Joi.boolean(),
  cursor: Joi.string().max(200),
  limit: Joi.number().integer().min(1).max(ROOM_PAGE_MAX_SIZE),
});

const participantsSchema = Joi.object<ListParticipantsQuery>({
  cursor: Joi.string().max(200),
  limit: Joi.number().integer().min(1).max(PARTICIPANT_PAGE_MAX_SIZE),
});

export function roomsRoutes({ rooms, guard }: { rooms: RoomsService; guard: RequestHandler }): Router {
  const router = Router();
  router.use('/rooms', guard);

  router.get('/rooms', async (req, res) => {
    const query = validate(listSchema, req.query, { convert: true });
    res.json(await rooms.list(sessionOf(res).user.id, query));
  });

  router.post('/rooms', async (req, res) => {
    const request = validate(createSchema, req.body);
    res.status(201).json(await rooms.create(sessionOf(res).user.id, request));
  });

  router.get('/rooms/:id', async (req, res) => {
    const { id } = validate(roomParamsSchema, req.params);
    res.json(await rooms.get(sessionOf(res).user.id, id));
  });

  router.get('/rooms/:id/participants', async (req, res) => {
    const { id } = validate(roomParamsSchema, req.params);
    const query = validate(participantsSchema, req.query, { convert: true });
    res.json(await rooms.participants(sessionOf(res).user.id, id, query));
  });

  router.patch('/rooms/:id', async (req, res) => {
    const { id } = validate(roomParamsSchema, req.params);
    const request = validate(updateSchema, req.body);
    res.json(await rooms.update(sessionOf(res).user.id, id, request));
  });

  router.delete('/rooms/:id', async (req, res) => {
    const { id } = validate(roomParamsSchema, req.params);
    await rooms.remove(sessionOf(res).user.id, id);
    res.status(204).end();
  });

  return router;
}
