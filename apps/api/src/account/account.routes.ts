import { Router, type RequestHandler } from 'express';
import { sessionOf } from '../platform/http/session-locals.js';
import type { AccountService } from './account.service.js';

export function accountRoutes({
  account,
  guard,
}: {
  account: AccountService;
  guard: RequestHandler;
}): Router {
  const router = Router();

  router.get('/users/me', guard, (_req, res) => {
    res.json(sessionOf(res).user);
  });

  router.delete('/users/me', guard, async (_req, res) => {
    await account.erase(sessionOf(res).user.id);
    res.status(204).end();
  });

  return router;
}
