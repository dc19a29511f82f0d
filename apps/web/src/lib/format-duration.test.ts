import { describe, expect, it } from '@jest/globals';

import { formatClock } from './format-duration.js';

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [-3, '0:00'],
    [9.9, '0:09'],
    [249, '4:09'],
    [3600, '1:00:00'],
    [3849, '1:04:09'],
    [360_000, '100:00:00'],
  ])('says %d s as %s', (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });
});
