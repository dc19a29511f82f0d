import { ACHIEVEMENT_KEYS, type SeenAchievementsRequest } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { validate } from '../platform/validation/validate.js';
import type { AchievementsService } from './achievements.service.js';
import type { StatsService } from './stats.service.js';

const seenSchema = Joi.object<SeenAchievementsRequest>({
  achievements: Joi.array()
    .items(Joi.string().valid(...ACHIEVEMENT_KEYS))
    .min(1)
    .max(ACHIEVEMENT_KEYS.length)
    .required(),
}).required();

export interface StatsRoutesOptions {
  stats: StatsService;
  achievements: AchievementsService;
  guard: RequestHandler;
}

export function statsRoutes({ stats, achievements, guard }: StatsRoutesOptions): Router {
  const router = Router();
  router.get('/users/me/stats', guard, async (_req, res) => {
    res.json(await stats.get(sessionOf(res).user.id));
  });
  router.get('/users/me/achievements', guard, async (_req, res) => {
    res.json(await achievements.list(sessionOf(res).user.id));
  });
  router.post('/users/me/achievements/seen', guard, async (req, res) => {
    const { achievements: keys } = validate(seenSchema, req.body);
    await achievements.markSeen(sessionOf(res).user.id, keys);
    res.status(204).end();
  });
  return router;
}
