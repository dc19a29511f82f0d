import { GrammyError, HttpError } from 'grammy';

/** Why a call to the Bot API failed, in words that may be logged: the errors themselves can hold the token or a text. */
export interface Failure {
  kind: 'unreachable' | 'conflict' | 'limited' | 'refused';
  reason: string;
  /** How long Telegram asks to wait. */
  retryAfterMs?: number;
}

const SECOND_MS = 1_000;

export function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) {
    const reason = `${error.error_code}: ${error.description}`;
    const { retry_after: retryAfter } = error.parameters;
    if (error.error_code === 429) {
      return { kind: 'limited', reason, retryAfterMs: (retryAfter ?? 1) * SECOND_MS };
    }
    if (error.error_code === 409) return { kind: 'conflict', reason };
    return { kind: error.error_code >= 500 ? 'unreachable' : 'refused', reason };
  }
  // Its message names the method; that of what caused it names the address, which holds the token.
  if (error instanceof HttpError)
    return { kind: 'unreachable', reason: `${error.message} ${codeOf(error.error)}` };
  return { kind: 'unreachable', reason: error instanceof Error ? error.name : 'unknown' };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return error instanceof Error && /^Request to '\w+' timed out/.test(error.message) ? 'timed out' : '';
}
