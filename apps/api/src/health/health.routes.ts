import type { HealthResponse } from '@watchparty/shared';
import { Router } from 'express';
import { singleFlight } from '../platform/single-flight.js';
import { within } from '../platform/within.js';

export interface HealthOptions {
  isDatabaseReady: () => Promise<boolean>;
  /** Undefined where the installation has no Redis. */
  isRedisReady?: () => boolean;
  /** Whether connections are taken. */
  isWebsocketReady: () => boolean;
  /** Whether it is about to end, and whoever comes had better go to another node. */
  isDraining: () => boolean;
  version: string;
  nodeId: string;
  /** Seconds since the process started. */
  uptime: () => number;
}

/** A database that takes longer does not answer, in milliseconds. */
const DATABASE_TIMEOUT_MS = 1_500;

export function healthRoutes(options: HealthOptions): Router {
  const router = Router();
  const { version, nodeId: node, uptime } = options;
  // Whoever watches a node asks on while the database hangs: one question to it is enough.
  const askDatabase = singleFlight(options.isDatabaseReady);

  /** Whether it should get traffic. */
  router.get('/health', async (_req, res) => {
    const checks: HealthResponse['checks'] = {
      database: await within(DATABASE_TIMEOUT_MS, askDatabase()).catch(() => false),
      redis: options.isRedisReady?.() ?? null,
      websocket: options.isWebsocketReady(),
    };
    const status = statusOf(checks, options.isDraining());
    const answer: HealthResponse = { status, checks, version, node, uptime: uptime() };
    res
      .set('Cache-Control', 'no-store')
      .status(status === 'ok' || status === 'degraded' ? 200 : 503)
      .json(answer);
  });

  /** Whether the process and its event loop work. Nobody restarts it because of a database that is away. */
  router.get('/health/live', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok', node, uptime: uptime() });
  });

  return router;
}

function statusOf(checks: HealthResponse['checks'], isDraining: boolean): HealthResponse['status'] {
  if (isDraining) return 'draining';
  if (!checks.database || !checks.websocket) return 'down';
  // Without Redis a node serves its own people all the same.
  return checks.redis === false ? 'degraded' : 'ok';
}
