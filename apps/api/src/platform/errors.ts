import { ERROR_STATUS, type ErrorCode, type ErrorDetail, type WireError } from '@watchparty/shared';

/** A rule that was broken, thrown where it breaks and mapped to HTTP or to an ack in one place each. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details?: ErrorDetail[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number;

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetail[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** The same sentence wherever a room is looked for. */
export function roomNotFound(): AppError {
  return new AppError('room_not_found', 'There is no such room.');
}

/** The same sentence wherever somebody whom the operator keeps out turns up. */
export function banned(): AppError {
  return new AppError('banned', 'You may not use this any more.');
}

/** The same sentence wherever somebody turns up whom a room's host or moderators keep out of it. */
export function bannedFromRoom(): AppError {
  return new AppError('banned', 'You may not come into this room any more.');
}

/** What of an error may leave the server. Anything that is not an AppError becomes `internal` and says nothing. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof AppError)) return { code: 'internal', message: 'Something went wrong on our side.' };
  return {
    code: error.code,
    message: error.message,
    ...(error.details && { details: error.details }),
    ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
  };
}
