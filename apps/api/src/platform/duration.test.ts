import { describe, expect, it } from '@jest/globals';
import { parseDuration } from './duration.js';

describe('a length of time', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['1h', 3_600_000],
    [' 7d ', 604_800_000],
    ['365d', 31_536_000_000],
  ])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(['', '0h', '366d', '1.5h', '-1h', '1w', 'h', '1 h', '60'])('is not "%s"', (text) =>
    expect(() => parseDuration(text)).toThrow('is not a length of time'),
  );
});
