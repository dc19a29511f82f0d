import { isUuid } from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import type { RoomCursor } from './rooms.repository.js';

/** As Postgres prints a timestamptz. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?[+-]\d{2}(?::\d{2})?$/;

/** An opaque text for clients: they hand it back and know nothing of what is in it. */
export function encodeCursor({ createdAt, id }: RoomCursor): string {
  return Buffer.from(`${createdAt}|${id}`).toString('base64url');
}

/** @throws AppError `validation_failed` for anything that was not made here */
export function decodeCursor(cursor: string): RoomCursor {
  const [createdAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!TIMESTAMP.test(createdAt) || !isUuid(id) || Number.isNaN(Date.parse(createdAt))) {
    throw new AppError('validation_failed', 'This cursor is not valid.', {
      details: [{ path: 'cursor', message: 'is not valid' }],
    });
  }
  return { createdAt, id };
}
