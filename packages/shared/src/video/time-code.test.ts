import { expect, it } from '@jest/globals';
import { parseTimeCode } from './time-code.js';

it.each([
  ['90', 90],
  ['90s', 90],
  ['1m30s', 90],
  ['2m', 120],
  ['1h2m3s', 3_723],
  ['1H', 3_600],
  ['1:30', 90],
  ['1:02:03', 3_723],
  ['0', undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['99999999', undefined],
  [null, undefined],
] as const)('[VD1] the time %j is %j s', (text, seconds) => expect(parseTimeCode(text)).toBe(seconds));
