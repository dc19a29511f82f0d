import { type ListBansQuery, ROOM_BAN_PAGE_MAX_SIZE } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { MembersService } from './members.service.js';

const paramsSchema = Joi.object<{ id: string }>({ id: uuid().required() });
const listSchema = Joi.object<ListBansQuery>({
  cursor: Joi.string().max(200),
  limit: Joi.number().integer().min(1).max(ROOM_BAN_PAGE_MAX_SIZE),
});

export function bansRoutes({
  members,
  guard,
}: {
  members: Pick<MembersService, 'bans'>;
  guard: RequestHandler;
}): Router {
  const router = Router();

  router.get('/rooms/:id/bans', guard, async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    const query = validate(listSchema, req.query, { convert: true });
    res.json(await members.bans(id, sessionOf(res).user.id, query));
  });

  return router;
}
