import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { link } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { VideosService } from './videos.service.js';

const resolveSchema = Joi.object<{ url: string }>({ url: link().required() }).required();

export function videosRoutes({ videos, guard }: { videos: VideosService; guard: RequestHandler }): Router {
  const router = Router();
  router.post('/videos/resolve', guard, async (req, res) => {
    const { url } = validate(resolveSchema, req.body);
    res.json(await videos.preview(url, sessionOf(res).user.id));
  });
  return router;
}
