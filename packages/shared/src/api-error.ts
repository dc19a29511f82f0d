import type { ErrorCode, ErrorDetail } from './errors.js';

/** What can go wrong with a request: the contract's codes, and the network that did not carry it. */
export type ApiErrorCode = ErrorCode | 'network';

interface ApiErrorParts {
  code: ApiErrorCode;
  message: string;
  details?: ErrorDetail[];
  /** Seconds to wait before another try. */
  retryAfter?: number;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly retryAfter: number | undefined;

  constructor({ code, message, details = [], retryAfter }: ApiErrorParts, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** The code of anything that was thrown; what nobody foresaw is `internal`. */
export function errorCodeOf(error: unknown): ApiErrorCode {
  return error instanceof ApiError ? error.code : 'internal';
}
