import type { HealthResponse } from '@watchparty/shared';
import { Router } from 'express';

export interface HealthOptions {
  isDatabaseReady: () => Promise<boolean>;
  /** Undefined where the installation has no Redis. */
  isRedisReady?: () => boolean;
  /** Whether connections are taken. */
  isWebsocketReady: () => boolean;
  version: string;
  /** Seconds since the process started. */
  uptime: () => number;
}

export function healthRoutes(options: HealthOptions): Router {
  const router = Router();
  router.get('/health', async (_req, res) => {
    const checks: HealthResponse['checks'] = {
      database: await options.isDatabaseReady(),
      redis: options.isRedisReady?.() ?? null,
      websocket: options.isWebsocketReady(),
    };
    const isUp = checks.database && checks.websocket;
    // Without Redis a node serves its own people all the same.
    const status: HealthResponse['status'] = !isUp ? 'down' : checks.redis === false ? 'degraded' : 'ok';
    const answer: HealthResponse = { status, checks, version: options.version, uptime: options.uptime() };
    res
      .set('Cache-Control', 'no-store')
      .status(isUp ? 200 : 503)
      .json(answer);
  });
  return router;
}
