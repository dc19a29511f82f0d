import { describe, expect, it } from '@jest/globals';

import { halfWidthOf, summitOf } from './concave.js';

describe('concave', () => {
  it.each([-3, 0.25, 2.5])('finds the summit at %d', (summit) => {
    const score = (at: number) => -((at - summit) ** 2);
    expect(summitOf({ score, low: -4, high: 4, within: 1e-4 })).toBeCloseTo(summit, 3);
  });

  it('finds a summit that is a corner, and one that is at the edge', () => {
    expect(summitOf({ score: (at) => Math.min(at, 3 - 2 * at), low: -4, high: 4, within: 1e-4 })).toBeCloseTo(
      1,
      3,
    );
    expect(summitOf({ score: (at) => at, low: -4, high: 4, within: 1e-4 })).toBeCloseTo(4, 3);
  });

  it('tells where the score has fallen by 1, on average of both sides', () => {
    const score = (at: number) => (at < 1 ? 2 * (at - 1) : (1 - at) / 3);
    expect(halfWidthOf({ score, summit: 1, reach: 8, within: 1e-4 })).toBeCloseTo((0.5 + 3) / 2, 3);
  });

  it('looks no farther than it is to', () => {
    expect(halfWidthOf({ score: () => 0, summit: 1, reach: 8, within: 1e-4 })).toBeCloseTo(8, 3);
  });
});
