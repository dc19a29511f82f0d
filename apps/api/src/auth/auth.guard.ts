import type { Request, RequestHandler } from 'express';
import { AppError } from '../platform/errors.js';
import type { SessionLocals } from '../platform/http/session-locals.js';
import type { AuthService } from './auth.service.js';
import { readSessionCookie } from './session-cookie.js';

export interface IdentifyOptions {
  auth: AuthService;
  /** Set where the cookie is switched on: the origin that may use it. */
  cookieOrigin?: string;
}

/**
 * Reads who a request says it is, without the database: the rate limit counts by it. A bad token is not refused
 * here but by `requireSession`, so that calls without a session stay possible.
 */
export function identify({ auth, cookieOrigin }: IdentifyOptions): RequestHandler {
  return (req, res, next) => {
    const locals = res.locals as SessionLocals;
    try {
      const token = readBearer(req) ?? (cookieOrigin && readSessionCookie(req, cookieOrigin));
      if (token !== undefined) locals.identity = auth.identify(token);
    } catch (error) {
      locals.identityError = error;
    }
    next();
  };
}

/** Lets nobody through whose token does not hold at this moment. */
export function requireSession(auth: AuthService): RequestHandler {
  return async (_req, res, next) => {
    const locals = res.locals as SessionLocals;
    if (locals.identityError) throw locals.identityError as Error;
    if (!locals.identity) throw new AppError('unauthorized', 'Sign in first.');
    locals.session = await auth.openSession(locals.identity);
    next();
  };
}

function readBearer(req: Request): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(req.get('authorization') ?? '')?.[1];
}
