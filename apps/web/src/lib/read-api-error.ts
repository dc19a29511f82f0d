import { ApiError, ERROR_STATUS, type ErrorCode, type ErrorDetail, isErrorCode } from '@watchparty/shared';

/** Turns an answer that is not 2xx into an error, whoever gave it: the API, or a proxy in front that knows no codes. */
export async function readApiError(response: Response): Promise<ApiError> {
  const error = errorOf(await bodyOf(response));
  const code = isErrorCode(error?.code) ? error.code : codeOfStatus(response.status);
  return new ApiError({
    code,
    message: typeof error?.message === 'string' ? error.message : `HTTP ${response.status}`,
    details: Array.isArray(error?.details) ? error.details.filter(isErrorDetail) : [],
    retryAfter: secondsOf(response.headers.get('Retry-After')) ?? secondsOf(error?.retryAfter),
  });
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function errorOf(body: unknown): Record<string, unknown> | undefined {
  const error = isRecord(body) ? body.error : undefined;
  return isRecord(error) ? error : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isErrorDetail(value: unknown): value is ErrorDetail {
  return isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';
}

function secondsOf(value: unknown): number | undefined {
  const seconds = value === null || value === '' ? NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** Codes that stand for their whole status, for answers without a code. */
const CODE_OF_STATUS: readonly ErrorCode[] = [
  'validation_failed',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'payload_too_large',
  'rate_limited',
  'unavailable',
];

function codeOfStatus(status: number): ErrorCode {
  // Gateways say 502 and 504 where the API itself is away.
  if (status === 502 || status === 504) return 'unavailable';
  return CODE_OF_STATUS.find((code) => ERROR_STATUS[code] === status) ?? 'internal';
}
