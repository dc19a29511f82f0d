import { describe, expect, it } from '@jest/globals';

import { nearestRate, planNudge, rateBeside } from './nudge.js';

const LIMITS = { maxNudge: 0.08, horizonS: 1 };
const NEED = { nowMs: 0, driftS: 0.5, roomRate: 1, lookGapMs: 100, stretchLossS: 0 };

describe('a nudge with the rates that a player lists', () => {
  it.each([
    ['the next one up, for who is behind', 0.3, [0.5, 1, 1.1, 1.5], 1.1, 3_000],
    ['the next one down, for who is ahead', -0.3, [0.5, 0.9, 1, 1.5], 0.9, 3_000],
    ['a whole step, where that is next', 0.5, [1, 1.5], 1.5, 1_000],
  ])('is %s', (_, driftS, rates, rate, endsAtMs) => {
    const nudge = planNudge({ ...NEED, driftS, rates }, LIMITS);
    expect(nudge?.rate).toBeCloseTo(rate, 6);
    expect(nudge?.endsAtMs).toBeCloseTo(endsAtMs, 3);
  });

  it('is none where the player has no rate on that side, or would be over too soon', () => {
    expect(planNudge({ ...NEED, driftS: -0.5, rates: [1, 1.5] }, LIMITS)).toBeUndefined();
    expect(planNudge({ ...NEED, rates: [1] }, LIMITS)).toBeUndefined();
    expect(planNudge({ ...NEED, driftS: 0.07, rates: [1, 1.25] }, LIMITS)).toBeUndefined();
    expect(planNudge({ ...NEED, driftS: 0.07, rates: [1, 1.1] }, LIMITS)?.rate).toBeCloseTo(1.1, 6);
  });
});

describe('the rates of a list', () => {
  it('beside a rate lie within what a room may play', () => {
    expect(rateBeside(1, 1, [0.1, 1, 4])).toBeUndefined();
    expect(rateBeside(1, -1, [0.1, 1, 4])).toBeUndefined();
    expect(rateBeside(1.1, -1, [0.5, 1, 2])).toBe(1);
  });

  it('have one that is nearest, of two the slower', () => {
    expect(nearestRate(1.3, [2, 1, 1.5])).toBe(1.5);
    expect(nearestRate(1.25, [1.5, 1])).toBe(1);
    expect(nearestRate(1.3, [])).toBe(1);
  });
});
