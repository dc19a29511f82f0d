import { HISTORY_PAGE_MAX_SIZE, type WatchHistoryQuery } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { validate } from '../platform/validation/validate.js';
import type { HistoryService } from './history.service.js';

const listSchema = Joi.object<WatchHistoryQuery>({
  cursor: Joi.string().max(200),
  limit: Joi.number().integer().min(1).max(HISTORY_PAGE_MAX_SIZE),
});

export function historyRoutes({
  history,
  guard,
}: {
  history: HistoryService;
  guard: RequestHandler;
}): Router {
  const router = Router();
  router.get('/users/me/history', guard, async (req, res) => {
    const query = validate(listSchema, req.query, { convert: true });
    res.json(await history.list(sessionOf(res).user.id, query));
  });
  router.delete('/users/me/history', guard, async (_req, res) => {
    await history.clear(sessionOf(res).user.id);
    res.status(204).end();
  });
  return router;
}
