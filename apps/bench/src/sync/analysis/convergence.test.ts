import { describe, expect, it } from '@jest/globals';
import { convergenceOf } from './convergence.js';
import { createOffsetTrack } from './offsets.js';
import { playingRoom, samplesOf } from './simulated-run.js';

function trackOf(aheadMs: (atMs: number) => number, toMs = 4_000) {
  return createOffsetTrack(samplesOf(aheadMs, { fromMs: 0, toMs }), playingRoom());
}

const STEADY = trackOf(() => 0);

describe('time to converge', () => {
  it('ends when the last one is with the others', () => {
    const late = trackOf((atMs) => (atMs < 1_600 ? -400 : 20));
    const convergedMs = convergenceOf([STEADY, late], 1_000, 3_000);
    expect(convergedMs).toBeGreaterThanOrEqual(560);
    expect(convergedMs).toBeLessThanOrEqual(620);
  });

  it('begins anew for whoever leaves again', () => {
    const returning = trackOf((atMs) => (atMs < 1_200 || (atMs > 2_000 && atMs < 2_300) ? 150 : 0));
    expect(convergenceOf([STEADY, returning], 1_000, 3_000)).toBeGreaterThan(1_250);
  });

  it('is nothing where nobody ever left', () => {
    expect(convergenceOf([STEADY, trackOf(() => 90)], 1_000, 3_000)).toBe(0);
  });

  it('holds pages to each other, not only to the room', () => {
    expect(convergenceOf([trackOf(() => -60), trackOf(() => 60)], 1_000, 3_000)).toBeUndefined();
  });

  it('has no answer for those who are apart in the end, or no longer seen', () => {
    expect(convergenceOf([STEADY, trackOf(() => 300)], 1_000, 3_000)).toBeUndefined();
    expect(convergenceOf([STEADY, trackOf(() => 0, 2_000)], 1_000, 3_000)).toBeUndefined();
  });
});
