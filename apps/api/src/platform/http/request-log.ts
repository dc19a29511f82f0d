import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from '../logger.js';
import type { LogContext, LogFields } from '../logging/log-context.js';
import { claimedUserId } from './session-locals.js';

export interface HandledRequest {
  method: string;
  /** The pattern of the route, never the path, of which there are as many as there are rooms. */
  route: string;
  status: number;
  durationS: number;
}

export interface RequestLogOptions {
  logger: Logger;
  context: LogContext;
  onHandled: (request: HandledRequest) => void;
}

/** Slower than this is worth a line even where all went well, in milliseconds. */
const SLOW_MS = 1_000;
const REQUEST_ID = /^[\w.-]{8,64}$/;
const ROOM_PATH = /^\/api\/rooms\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\/|$)/i;
/** Whatever is not the API: files and pages of the Mini App. */
const WEB = 'web';
/** nginx's number for it. */
const CLIENT_CLOSED = 499;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Gives every request an id (the proxy's, where it sent a sane one), under which all lines about it are found, and notes
 * how it went: at `info` what failed by our fault or took long, the rest at `debug`.
 */
export function requestLog({ logger, context, onHandled }: RequestLogOptions): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id');
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
    res.set('X-Request-Id', requestId);
    const path = req.originalUrl.split('?', 1)[0] ?? '';
    const fields: LogFields = { requestId, roomId: ROOM_PATH.exec(path)?.[1]?.toLowerCase() };
    const startedAt = performance.now();

    void context.run(fields, async () => {
      const closed = new Promise((resolve) => res.once('close', resolve));
      next();
      await closed;
      const durationMs = performance.now() - startedAt;
      // Closed before the answer was out: the other end has gone.
      const status = res.writableFinished ? res.statusCode : CLIENT_CLOSED;
      const method = METHODS.has(req.method) ? req.method : 'other';
      const route = routeOf(req, path);
      onHandled({ method, route, status, durationS: durationMs / 1_000 });
      // A file takes as long as its reader.
      const isSlow = route !== WEB && durationMs > SLOW_MS;
      const level = status >= 500 || isSlow ? 'info' : 'debug';
      logger.log(level, 'request', { method, route, path, status, durationMs: Math.round(durationMs) });
    });
  };
}

/** Puts the user into the lines of the rest of the request; stands behind whoever finds out who it is. */
export function logUser(context: LogContext): RequestHandler {
  return (_req, res, next) => {
    const userId = claimedUserId(res);
    if (userId !== undefined) context.add({ userId });
    next();
  };
}

function routeOf(req: Request, path: string): string {
  if (!/^\/api(?:\/|$)/.test(path)) return WEB;
  const { path: pattern } = (req.route as { path?: unknown } | undefined) ?? {};
  // Refused before a route was found, by a limit or because there is none.
  return typeof pattern === 'string' ? `/api${pattern}` : 'none';
}
