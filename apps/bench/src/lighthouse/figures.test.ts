import { describe, expect, it } from '@jest/globals';
import { figuresOf, isGood, type LighthouseReport } from './figures.js';

function reportOf(performance: number | null, lcpMs: number): LighthouseReport {
  return {
    categories: {
      performance: { score: performance },
      accessibility: { score: 1 },
      'best-practices': { score: 0.96 },
    },
    audits: {
      'first-contentful-paint': { numericValue: 900.4 },
      'largest-contentful-paint': { numericValue: lcpMs },
      'speed-index': { numericValue: 1200 },
      'total-blocking-time': { numericValue: 40 },
      'cumulative-layout-shift': { numericValue: 0.01234 },
    },
  };
}

describe('the figures of a page', () => {
  it('are the medians of its runs', () => {
    expect(figuresOf([reportOf(0.7, 4000), reportOf(0.97, 2000), reportOf(0.95, 2400)])).toEqual({
      performance: 95,
      accessibility: 100,
      bestPractices: 96,
      firstContentfulPaintMs: 900,
      largestContentfulPaintMs: 2400,
      speedIndexMs: 1200,
      totalBlockingMs: 40,
      layoutShift: 0.012,
    });
  });

  it('are good from 95 on, each score of them', () => {
    expect(isGood(figuresOf([reportOf(0.95, 2000)]))).toBe(true);
    expect(isGood(figuresOf([reportOf(0.94, 2000)]))).toBe(false);
  });

  it('are bad where Lighthouse could not judge', () => {
    expect(isGood(figuresOf([reportOf(null, 2000)]))).toBe(false);
    expect(() => figuresOf([{ ...reportOf(0.95, 2000), runtimeError: { message: 'no paint' } }])).toThrow(
      'no paint',
    );
  });
});
