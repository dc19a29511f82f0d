import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError, toWireError } from '../errors.js';
import type { Logger } from '../logger.js';

/** What body parsers throw: an Error with `type`, from the package http-errors. */
interface ParserError {
  type: string;
}

/** The one place where an error becomes an HTTP answer. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const error = fromParser(thrown) ?? thrown;
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

function fromParser(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !isParserError(error)) return undefined;
  if (error.type === 'entity.too.large') return new AppError('payload_too_large', 'The body is too large.');
  if (/^(?:entity|encoding|charset|request|parameters)\./.test(error.type)) {
    return new AppError('validation_failed', 'The body cannot be read as JSON.');
  }
  return undefined;
}

function isParserError(error: Error): error is Error & ParserError {
  return 'type' in error && typeof error.type === 'string';
}
