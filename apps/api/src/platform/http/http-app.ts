import { PAYLOAD_MAX_BYTES, type SecurityHeadersOptions } from '@watchparty/shared';
import express, { type Express, type RequestHandler, Router } from 'express';
import type { Logger } from '../logger.js';
import type { RateLimiter } from '../rate-limits/rate-limiter.js';
import { apiRateLimit } from './api-rate-limit.js';
import { errorHandler, notFoundHandler } from './error-handler.js';
import { securityHeaders } from './security-headers.js';
import { staticWeb } from './static-web.js';

export interface HttpAppOptions {
  app: Express;
  /** Express's `trust proxy`: how many proxies stand in front. */
  trustProxy: number;
  security: SecurityHeadersOptions;
  /** Stands before everything else. */
  requestLog: RequestHandler;
  /** What is meant for another address than the one that was asked for. */
  rewrites: RequestHandler[];
  /** What is answered without a limit and whoever asks. */
  unlimited: Router;
  /** Finds out who a request says it is, for the limit and the log. */
  identify: RequestHandler[];
  limiter: RateLimiter;
  /** The API's parts. */
  routers: Router[];
  /** Directory of the built Mini App, where this process serves it itself. */
  webRoot?: string;
  logger: Logger;
}

/** Puts the parts of the HTTP side behind each other, in the order in which a request meets them. */
export function wireHttpApp(options: HttpAppOptions): void {
  const { app, unlimited, identify, limiter, routers, webRoot } = options;
  const api = Router();
  api.use(unlimited);
  for (const handler of identify) api.use(handler);
  api.use(apiRateLimit(limiter));
  // After the limit: reading a body is work too.
  api.use(express.json({ limit: PAYLOAD_MAX_BYTES }));
  for (const router of routers) api.use(router);

  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy);
  app.use(options.requestLog);
  app.use(securityHeaders(options.security));
  for (const rewrite of options.rewrites) app.use(rewrite);
  app.use('/api', api);
  if (webRoot !== undefined) app.use(staticWeb(webRoot));
  app.use(notFoundHandler());
  app.use(errorHandler(options.logger));
}
