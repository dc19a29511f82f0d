import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError, toWireError } from '../errors.js';
import type { Logger } from '../logger.js';

/** What Express and its parsers throw for a request that cannot be read: errors of the package http-errors. */
interface RequestError {
  status: number;
}

/** The one place where an error becomes an HTTP answer. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const error = thrown instanceof AppError ? thrown : (fromExpress(thrown) ?? thrown);
    const status = error instanceof AppError ? error.status : 500;
    if (!(error instanceof AppError))
      logger.error('a request failed', { method: req.method, path: req.path, error });
    else if (status >= 500) logger.warn('a request failed', { method: req.method, path: req.path, error });

    const wire = toWireError(error);
    if (wire.retryAfter !== undefined) res.set('Retry-After', String(wire.retryAfter));
    res.status(status).json({ error: wire });
  };
}

/** Whatever no route took. */
export function notFoundHandler(): RequestHandler {
  return () => {
    throw new AppError('not_found', 'There is nothing here.');
  };
}

function fromExpress(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !isRequestError(error)) return undefined;
  switch (error.status) {
    case 404:
      return new AppError('not_found', 'There is nothing here.');
    case 413:
      return new AppError('payload_too_large', 'The body is too large.');
    default:
      return new AppError('validation_failed', 'The request cannot be read.');
  }
}

function isRequestError(error: Error): error is Error & RequestError {
  return 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
