import { INIT_DATA_MAX_LENGTH, type SignInRequest, TIME_ZONE_MAX_LENGTH } from '@watchparty/shared';
import { Router, type RequestHandler } from 'express';
import Joi from 'joi';
import { sessionOf } from '../platform/http/session-locals.js';
import { text } from '../platform/validation/schemas.js';
import { validate } from '../platform/validation/validate.js';
import type { AuthService } from './auth.service.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';

const signInSchema = Joi.object<SignInRequest>({
  initData: text().max(INIT_DATA_MAX_LENGTH).required(),
  timeZone: text().max(TIME_ZONE_MAX_LENGTH),
}).required();

export interface AuthRoutesOptions {
  auth: AuthService;
  guard: RequestHandler;
  cookie: boolean;
}

export function authRoutes({ auth, guard, cookie }: AuthRoutesOptions): Router {
  const router = Router();

  router.post('/auth/telegram', async (req, res) => {
    const { initData, timeZone } = validate(signInSchema, req.body);
    const answer = await auth.signIn(initData, timeZone);
    if (cookie) setSessionCookie(res, answer.token, answer.expiresAt);
    res.json(answer);
  });

  router.post('/auth/logout', guard, async (_req, res) => {
    await auth.signOut(sessionOf(res).identity);
    if (cookie) clearSessionCookie(res);
    res.status(204).end();
  });

  return router;
}
