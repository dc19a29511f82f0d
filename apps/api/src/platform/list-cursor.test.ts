import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './list-cursor.js';

const ID = '6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10';
const encode = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it.each([
    '2026-11-22 11:12:13.123456+00',
    '2026-11-22 11:12:13+00',
    '2026-11-22 11:12:13.1-03:30',
    '2024-02-29 00:00:00+14',
  ])('[RM3] keeps %s to the microsecond', (at) => {
    const cursor = encodeCursor({ at, id: ID });
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor)).toEqual({ at, id: ID });
  });

  it.each([
    '',
    'x',
    '%%%',
    encode(''),
    encode('|'),
    encode(`2026-11-22 11:12:13+00|`),
    encode(`|${ID}`),
    encode(`2026-11-22 11:12:13+00|{${ID}}`),
    encode(`2026-11-22T11:12:13Z|${ID}`),
    encode(`2026-13-01 00:00:00+00|${ID}`),
    encode(`2026-02-29 00:00:00+00|${ID}`),
    encode(`2026-11-22 24:00:00+00|${ID}`),
    encode(`2026-11-22 11:12:60+00|${ID}`),
    encode(`0000-01-01 00:00:00+00|${ID}`),
    encode(`2026-11-22 11:12:13+99|${ID}`),
    encode(`infinity|${ID}`),
    encode(`now|${ID}`),
    encode(`2026-11-22 11:12:13+00'; --|${ID}`),
  ])('[IN4] is not "%s"', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });
});
