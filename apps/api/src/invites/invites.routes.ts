import { type InviteCardRequest, LANGUAGES } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { InvitesService } from './invites.service.js';

const paramsSchema = Joi.object<{ id: string }>({ id: uuid().required() });
const requestSchema = Joi.object<InviteCardRequest>({
  language: Joi.string()
    .valid(...LANGUAGES)
    .required(),
}).required();

/** A picture never becomes another one. */
const KEPT_BY_ALL = 'public, max-age=86400, immutable';

export function invitesRoutes({
  invites,
  guard,
}: {
  invites: InvitesService;
  guard: RequestHandler;
}): Router {
  const router = Router();

  router.post('/rooms/:id/invite-card', guard, async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    const request = validate(requestSchema, req.body);
    res.status(201).json(await invites.prepare(sessionOf(res).user, id, request));
  });

  // For Telegram, which has no token of ours: the id is the secret.
  router.get('/cards/:id.jpg', async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    res
      .set('Cache-Control', KEPT_BY_ALL)
      .type('image/jpeg')
      .send(await invites.picture(id));
  });

  return router;
}
