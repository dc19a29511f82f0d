import { LAG_EVERY_MS } from '@watchparty/shared';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { createLagReporter, type LagLook, type LagReporter } from './lag-reporter.js';

let told: number[];
let reporter: LagReporter;
let nowMs: number;

beforeEach(() => {
  told = [];
  nowMs = 0;
  reporter = createLagReporter((behind) => told.push(behind));
});

/** Looks ten times a second, for so long. */
function stay(forMs: number, look: Partial<LagLook>): void {
  for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 100)
    reporter.look({ roomPosition: 100, ownPosition: 100, isInAd: false, nowMs, ...look });
}

describe('lagging behind', () => {
  it('tells nothing of what a correction puts right in a moment', () => {
    stay(10_000, { ownPosition: 98.1 });
    stay(900, { ownPosition: 20 });
    stay(10_000, { ownPosition: 101.9 });
    expect(told).toEqual([]);
  });

  it('tells it again and again while it lasts, and its end once', () => {
    stay(1_000 + LAG_EVERY_MS + 200, { ownPosition: 95.77 });
    expect(told).toEqual([4.2, 4.2]);
    stay(5_000, {});
    expect(told).toEqual([4.2, 4.2, 0]);
  });

  it('whoever is ahead is told with a minus', () => {
    stay(1_100, { ownPosition: 104 });
    expect(told).toEqual([-4]);
  });

  it('whoever was told is told of until they are really back', () => {
    stay(1_100, { ownPosition: 95 });
    stay(LAG_EVERY_MS, { ownPosition: 98.5 });
    expect(told).toEqual([5, 1.5]);
    stay(100, { ownPosition: 99.1 });
    expect(told).toEqual([5, 1.5, 0]);
  });

  it('during an advertisement the film is where it was', () => {
    stay(100, { ownPosition: 100 });
    stay(2_000, { roomPosition: 107, ownPosition: 3, isInAd: true });
    expect(told).toEqual([7]);
  });

  it('a picture that is nowhere is told of no longer', () => {
    stay(1_100, { ownPosition: 90 });
    stay(100, { ownPosition: undefined });
    stay(2_000, { ownPosition: undefined, isInAd: true });
    expect(told).toEqual([10, 0]);
  });

  it('ends with the film', () => {
    stay(1_100, { ownPosition: 90 });
    reporter.reset();
    reporter.reset();
    expect(told).toEqual([10, 0]);
  });
});
