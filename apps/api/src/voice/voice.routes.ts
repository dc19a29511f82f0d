import { Router, type RequestHandler } from 'express';
import { sessionOf } from '../platform/http/session-locals.js';
import type { Now } from '../platform/now.js';
import { iceServersFor, type IceServersOptions } from './ice-servers.js';

export interface VoiceRoutesOptions {
  rtc: IceServersOptions;
  guard: RequestHandler;
  now: Now;
}

export function voiceRoutes({ rtc, guard, now }: VoiceRoutesOptions): Router {
  const router = Router();
  router.get('/rtc/ice-servers', guard, (_req, res) => {
    // Credentials are nobody else's business, a shared cache's included.
    res.set('Cache-Control', 'no-store').json(iceServersFor(sessionOf(res).user.id, rtc, now()));
  });
  return router;
}
