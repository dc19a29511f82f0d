import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type AugmentedRequest } from 'express-rate-limit';
import { createHttpRateLimitStore } from '../rate-limits/http-rate-limit-store.js';
import { rateLimitedError, type RateLimiter } from '../rate-limits/rate-limiter.js';
import { claimedUserId } from './session-locals.js';

/** Counts per user where one is known, per address otherwise (IPv6 by network, as one person has many addresses). */
export function apiRateLimit(limiter: RateLimiter): RequestHandler {
  return rateLimit({
    windowMs: limiter.limit.windowMs,
    limit: limiter.limit.points,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    store: createHttpRateLimitStore(limiter),
    keyGenerator(req, res) {
      const userId = claimedUserId(res);
      return userId === undefined ? `ip:${ipKeyGenerator(req.ip ?? '')}` : `user:${userId}`;
    },
    handler(req, _res, next) {
      const resetAt = (req as AugmentedRequest).rateLimit?.resetTime?.getTime() ?? Date.now();
      next(rateLimitedError(resetAt - Date.now()));
    },
  });
}
