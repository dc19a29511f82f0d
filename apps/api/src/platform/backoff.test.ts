import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  const pauses = (random: number): number[] =>
    [1, 2, 3, 4, 5, 6, 50, 2_000].map((failures) =>
      backoffMs(failures, { firstMs: 1_000, maxMs: 10_000, random: () => random }),
    );

  it('doubles up to its cap', () => {
    expect(pauses(1)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000]);
  });

  it('takes between half and all of it', () => {
    expect(pauses(0)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000]);
  });
});
