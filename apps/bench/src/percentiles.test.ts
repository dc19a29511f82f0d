import { describe, expect, it } from '@jest/globals';
import { distributionOf, percentile } from './percentiles.js';

const ONE_TO_HUNDRED = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('percentile', () => {
  it('is the smallest value that the share lies at or below', () => {
    expect(percentile(ONE_TO_HUNDRED, 0.5)).toBe(50);
    expect(percentile(ONE_TO_HUNDRED, 0.95)).toBe(95);
    expect(percentile(ONE_TO_HUNDRED, 1)).toBe(100);
    expect(percentile(ONE_TO_HUNDRED, 0)).toBe(1);
  });

  it('has no answer for no values', () => {
    expect(() => percentile([], 0.5)).toThrow('no values');
  });
});

describe('distributionOf', () => {
  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    expect(distributionOf(values)).toEqual({ count: 3, p50: 2, p95: 3, p99: 3, max: 3 });
    expect(values).toEqual([3, 1, 2]);
  });

  it('says of no values only that there were none', () => {
    expect(distributionOf([])).toEqual({ count: 0 });
  });
});
