/**
 * The closed list of error codes of the wire contract, each with the HTTP status it travels under.
 * A code never changes its meaning; a new rule that can be broken gets a new code here.
 */
export const ERROR_STATUS = {
  validation_failed: 400,
  unauthorized: 401,
  token_expired: 401,
  forbidden: 403,
  wrong_password: 403,
  password_required: 403,
  banned: 403,
  muted: 403,
  voice_closed: 403,
  not_found: 404,
  room_not_found: 404,
  room_full: 409,
  queue_full: 409,
  voice_full: 409,
  conflict: 409,
  payload_too_large: 413,
  unsupported_video: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing that is wrong with a payload. */
export interface ErrorDetail {
  /** Dotted path of the field, `""` for the payload itself. */
  path: string;
  message: string;
}

/** An error as it travels, in an HTTP body, in an ack or in the `error` event. */
export interface WireError {
  code: ErrorCode;
  /** A plain English sentence for developers; people read the client's own text for `code`. */
  message: string;
  details?: ErrorDetail[];
  /** Seconds to wait: with `rate_limited`, and with `muted` where that ends by itself. HTTP says it in `Retry-After`, too. */
  retryAfter?: number;
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}
