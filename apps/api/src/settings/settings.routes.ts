import type { UpdateSettingsRequest } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { validate } from '../platform/validation/validate.js';
import type { SettingsService } from './settings.service.js';

const updateSchema = Joi.object<UpdateSettingsRequest>({
  isCounted: Joi.boolean(),
  isNameListed: Joi.boolean(),
}).required();

export function settingsRoutes({
  settings,
  guard,
}: {
  settings: SettingsService;
  guard: RequestHandler;
}): Router {
  const router = Router();
  router.get('/users/me/settings', guard, async (_req, res) => {
    res.json(await settings.get(sessionOf(res).user.id));
  });
  router.patch('/users/me/settings', guard, async (req, res) => {
    res.json(await settings.update(sessionOf(res).user.id, validate(updateSchema, req.body)));
  });
  return router;
}
