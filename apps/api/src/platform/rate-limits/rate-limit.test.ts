import { describe, expect, it } from '@jest/globals';
import { parseRateLimit } from './rate-limit.js';

describe('parseRateLimit', () => {
  it.each([
    ['100/15m', { points: 100, windowMs: 900_000 }],
    ['10/1h', { points: 10, windowMs: 3_600_000 }],
    ['30/1m', { points: 30, windowMs: 60_000 }],
    [' 1/1s ', { points: 1, windowMs: 1_000 }],
    ['1000000/24d', { points: 1_000_000, windowMs: 2_073_600_000 }],
  ])('reads %s', (text, limit) => {
    expect(parseRateLimit(text)).toEqual(limit);
  });

  it.each([
    '',
    '100',
    '100/15',
    '/15m',
    '100/m',
    '1.5/1m',
    '-1/1m',
    '100/15M',
    '100/15m;',
    '1e3/1m',
    '5/1w',
    'a/1m',
  ])('refuses %j and says how to write it', (text) => {
    expect(() => parseRateLimit(text)).toThrow(/is not a rate limit: write points\/window, such as 100\/15m/);
  });

  it.each(['0/1m', '1000001/1m', '999999999/1m'])('refuses the points of %s', (text) => {
    expect(() => parseRateLimit(text)).toThrow(/the points must be from 1 to 1000000/);
  });

  it.each(['5/0s', '5/25d', '5/999999999d'])('refuses the window of %s', (text) => {
    expect(() => parseRateLimit(text)).toThrow(/the window must be from 1s to 24d/);
  });
});
