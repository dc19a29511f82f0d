import { describe, expect, it } from '@jest/globals';

import { fitClock, UNKNOWN_SKEW } from './clock-fit.js';
import type { ClockSample } from './one-way-bounds.js';
import { createRandom } from './simulation/seeded-random.js';

const OFFSET_MS = 1_700_000_000_000;

interface Ways {
  sentAtMs: number;
  upMs: number;
  downMs: number;
  /** What the server's clock gains. */
  skew?: number;
}

function sampleOf({ sentAtMs, upMs, downMs, skew = 0 }: Ways): ClockSample {
  const atMs = sentAtMs + (upMs + downMs) / 2;
  const heardAtMs = sentAtMs + upMs;
  const offsetMs = OFFSET_MS + heardAtMs * (1 + skew) - atMs;
  return { offsetMs, rttMs: upMs + downMs, atMs, isDoubted: false };
}

describe('clock fit', () => {
  it('takes the shortest way there and the shortest way back from different round trips', () => {
    const samples = [
      sampleOf({ sentAtMs: 0, upMs: 100, downMs: 700 }),
      sampleOf({ sentAtMs: 1_000, upMs: 900, downMs: 100 }),
      sampleOf({ sentAtMs: 2_000, upMs: 250, downMs: 230 }),
    ];
    const line = fitClock(samples, 2_480, UNKNOWN_SKEW);
    expect(line.offsetMs - OFFSET_MS).toBeCloseTo(0, 1);
    expect(line.leastRttMs).toBeCloseTo(200, 1);
  });

  it('does not mind that one way jitters and the other does not', () => {
    const random = createRandom('one-sided');
    const samples = Array.from({ length: 60 }, (_, at) =>
      sampleOf({ sentAtMs: at * 1_000, upMs: random.between(75, 375), downMs: 75 }),
    );
    const line = fitClock(samples, 60_000, UNKNOWN_SKEW);
    // The mean of the ways is 75 ms off; the shortest of sixty is 5 ms longer than it had to be.
    expect(Math.abs(line.offsetMs - OFFSET_MS)).toBeLessThan(6);
    expect(line.offsetSdMs).toBeLessThan(6);
  });

  it('reads the skew from the slope of the bounds', () => {
    const random = createRandom('slope');
    const samples = Array.from({ length: 120 }, (_, at) =>
      sampleOf({
        sentAtMs: at * 5_000,
        upMs: random.between(20, 40),
        downMs: random.between(20, 40),
        skew: 80e-6,
      }),
    );
    const line = fitClock(samples, 600_000, UNKNOWN_SKEW);
    expect(Math.abs(line.skew - 80e-6)).toBeLessThan(6e-6);
    expect(Math.abs(line.offsetMs - OFFSET_MS - 600_000 * 80e-6)).toBeLessThan(2);
  });

  it('says nothing of the skew after a second that the prior does not say', () => {
    const samples = Array.from({ length: 8 }, (_, at) =>
      sampleOf({ sentAtMs: at * 150, upMs: 20 + 3 * (at % 3), downMs: 20 + 2 * (at % 4) }),
    );
    const line = fitClock(samples, 1_100, { skew: 30e-6, skewSd: 40e-6 });
    expect(Math.abs(line.skew - 30e-6)).toBeLessThan(5e-6);
    expect(line.skewSd).toBeGreaterThan(40e-6);
  });

  it('is surer the more it has heard, and less sure where round trips vary more', () => {
    const sdOf = (length: number, jitterMs: number): number => {
      const random = createRandom('sure');
      const samples = Array.from({ length }, (_, at) =>
        sampleOf({
          sentAtMs: at * 250,
          upMs: 75 + random.between(0, jitterMs),
          downMs: 75 + random.between(0, jitterMs),
        }),
      );
      return fitClock(samples, length * 250, UNKNOWN_SKEW).offsetSdMs;
    };
    expect(sdOf(64, 150)).toBeLessThan(sdOf(16, 150) / 2);
    expect(sdOf(16, 10)).toBeLessThan(sdOf(16, 150) / 4);
  });
});
