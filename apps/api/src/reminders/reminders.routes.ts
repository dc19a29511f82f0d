import type { ReminderRequest } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { uuid } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { RemindersService } from './reminders.service.js';

const paramsSchema = Joi.object<{ id: string }>({ id: uuid().required() });
const requestSchema = Joi.object<ReminderRequest>({ isOn: Joi.boolean().required() }).required();

export function remindersRoutes({
  reminders,
  guard,
}: {
  reminders: Pick<RemindersService, 'read' | 'set'>;
  guard: RequestHandler;
}): Router {
  const router = Router();

  router.get('/rooms/:id/reminder', guard, async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    res.json(await reminders.read(sessionOf(res).user.id, id));
  });

  router.put('/rooms/:id/reminder', guard, async (req, res) => {
    const { id } = validate(paramsSchema, req.params);
    const { isOn } = validate(requestSchema, req.body);
    res.json(await reminders.set(sessionOf(res).user.id, id, isOn));
  });

  return router;
}
