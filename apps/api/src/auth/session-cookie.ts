import type { CookieOptions, Request, Response } from 'express';
import { AppError } from '../platform/errors.js';

const NAME = 'watchparty_session';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** SameSite=None because Telegram Web shows the app in a frame of its own site. */
const OPTIONS: CookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: 'none',
  partitioned: true,
  path: '/api',
};

export function setSessionCookie(res: Response, token: string, expiresAt: number): void {
  res.cookie(NAME, token, { ...OPTIONS, expires: new Date(expiresAt) });
}

export function clearSessionCookie(res: Response): void {
  res.clearCookie(NAME, OPTIONS);
}

/**
 * The token that a cookie carries. A cookie comes along with requests that other sites cause, so whatever changes
 * something must come from our own pages.
 *
 * @throws AppError `forbidden` for a change that another site asked for
 */
export function readSessionCookie(req: Request, publicOrigin: string): string | undefined {
  const token = req
    .get('cookie')
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1);
  if (token === undefined || token === '') return undefined;
  if (!SAFE_METHODS.has(req.method) && req.get('origin') !== publicOrigin) {
    throw new AppError('forbidden', 'This request did not come from the app.');
  }
  return token;
}
