import { isUuid } from '@watchparty/shared';
import { AppError } from './errors.js';

/** Where a page of a list ends: the next one starts after this row. */
export interface Cursor {
  /** Exactly as Postgres prints it: JavaScript's dates would cut the microseconds off. */
  at: string;
  id: string;
}

/** As Postgres prints a timestamptz: date, time, fraction, offset. */
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/;

/** An opaque text for clients: they hand it back and know nothing of what is in it. */
export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at}|${id}`).toString('base64url');
}

/** @throws AppError `validation_failed` for anything that was not made here */
export function decodeCursor(cursor: string): Cursor {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!isTimestamp(at) || !isUuid(id)) {
    throw new AppError('validation_failed', 'This cursor is not valid.', {
      details: [{ path: 'cursor', message: 'is not valid' }],
    });
  }
  return { at, id };
}

/** Whether Postgres reads it: unlike JavaScript, it knows no 30th of February and no year 0. */
function isTimestamp(text: string): boolean {
  const [, date = '', time = ''] = TIMESTAMP.exec(text) ?? [];
  const read = new Date(`${date}T${time}Z`);
  return date >= '0001' && !Number.isNaN(read.getTime()) && read.toISOString() === `${date}T${time}.000Z`;
}
