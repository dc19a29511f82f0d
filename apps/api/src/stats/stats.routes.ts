import { Router, type RequestHandler } from 'express';
import { sessionOf } from '../platform/http/session-locals.js';
import type { StatsService } from './stats.service.js';

export function statsRoutes({ stats, guard }: { stats: StatsService; guard: RequestHandler }): Router {
  const router = Router();
  router.get('/users/me/stats', guard, async (_req, res) => {
    res.json(await stats.get(sessionOf(res).user.id));
  });
  return router;
}
