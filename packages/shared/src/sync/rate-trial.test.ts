import { describe, expect, it } from '@jest/globals';

import { judgeTrial, planTrial, QUARTER_RATES, UNTRIED_RATES, type RateTrial } from './rate-trial.js';

const STEPS: RateTrial = { trying: 'steps', inVain: 0 };

function planned(trial: RateTrial, need: { driftS?: number; roomRate?: number; rates?: readonly number[] }) {
  return planTrial(trial, { nowMs: 1_000, driftS: 0, roomRate: 1, rates: QUARTER_RATES, ...need });
}

describe('a trial of rates', () => {
  it('is 5 % for 3 s first, the way that brings the player nearer to the room', () => {
    const behind = planned(UNTRIED_RATES, { driftS: 0.1 });
    expect(behind).toMatchObject({ rate: 1.05, keepsPitch: true });
    expect(behind?.gainS).toBeCloseTo(0.15, 6);
    expect(behind?.endsAtMs).toBeCloseTo(4_000, 6);
    expect(planned(UNTRIED_RATES, { driftS: -0.1 })).toMatchObject({ rate: 0.95, gainS: -0.15 });
  });

  it('leads away from 1 in a room at another rate, for the player may round toward it', () => {
    expect(planned(UNTRIED_RATES, { driftS: -1, roomRate: 1.5 })?.rate).toBeCloseTo(1.575, 6);
    expect(planned(UNTRIED_RATES, { driftS: 1, roomRate: 0.75 })?.rate).toBeCloseTo(0.7125, 6);
    expect(planned(UNTRIED_RATES, { roomRate: 2 })).toBeUndefined();
  });

  it('is the next rate of the player’s own after that', () => {
    expect(planned(STEPS, { driftS: 0.1, rates: [1, 1.1, 2] })?.rate).toBe(1.1);
    expect(planned(STEPS, { driftS: -0.1, rates: [1, 1.1, 2] })?.rate).toBe(1.1);
    expect(planned(STEPS, { driftS: -0.1 })?.rate).toBe(0.75);
    expect(planned(STEPS, { rates: [1] })).toBeUndefined();
  });

  it('finds out who plays any rate, who only their own, and who none', () => {
    expect(judgeTrial(UNTRIED_RATES, 0.9)).toEqual({ known: 'any' });
    expect(judgeTrial(UNTRIED_RATES, 0.1)).toEqual(STEPS);
    expect(judgeTrial(STEPS, 0.8)).toEqual({ known: 'steps' });
    expect(judgeTrial(STEPS, -0.1)).toEqual({ trying: 'steps', inVain: 1 });
    expect(judgeTrial({ trying: 'steps', inVain: 2 }, -0.1)).toEqual({ known: 'none' });
    expect(planned({ known: 'any' }, {})).toBeUndefined();
  });

  it.each([-5, 6])('tells nothing where the player was moved by %s times as much', (share) => {
    let trial = judgeTrial(UNTRIED_RATES, share);
    expect(trial).toEqual({ trying: 'any', inVain: 1 });
    trial = judgeTrial(trial, share);
    expect(trial).toEqual({ trying: 'any', inVain: 2 });
    // A player that ignores the room's rate falls behind in each.
    expect(judgeTrial(trial, share)).toEqual(STEPS);
  });
});
