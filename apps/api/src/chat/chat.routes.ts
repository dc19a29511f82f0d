import { type ListMessagesQuery, MESSAGE_PAGE_MAX_SIZE } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { ChatService } from './chat.service.js';

const paramsSchema = Joi.object<{ id: string }>({ id: uuid().required() });

const seq = (): Joi.NumberSchema => Joi.number().integer().min(0).max(Number.MAX_SAFE_INTEGER);
const pageSchema = Joi.object<ListMessagesQuery>({
  before: seq(),
  after: seq(),
  limit: Joi.number().integer().min(1).max(MESSAGE_PAGE_MAX_SIZE),
  revision: seq(),
});

export function chatRoutes({ chat, guard }: { chat: ChatService; guard: RequestHandler }): Router {
  const router = Router();

  router.get('/rooms/:id/messages', guard, async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    const query = validate(pageSchema, req.query, { convert: true });
    res.json(await chat.pageFor(sessionOf(res).user.id, id, query));
  });

  return router;
}
