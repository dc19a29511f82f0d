import { describe, expect, it } from '@jest/globals';

import { fitAtLeast } from './least-size.js';

const LEAST = { width: 400, height: 300 };

describe('a player that must not be small', () => {
  it('is as large as its box where that is large enough', () => {
    expect(fitAtLeast({ width: 800, height: 450 }, LEAST)).toEqual({ width: 800, height: 450, scale: 1 });
  });

  it.each([
    { width: 390, height: 219 },
    { width: 200, height: 600 },
    { width: 120, height: 68 },
  ])('is laid out large enough for %j, and fills it when it is shown', (box) => {
    const { width, height, scale } = fitAtLeast(box, LEAST);
    expect(width).toBeGreaterThanOrEqual(LEAST.width - 1e-9);
    expect(height).toBeGreaterThanOrEqual(LEAST.height - 1e-9);
    expect(width * scale).toBeCloseTo(box.width, 9);
    expect(height * scale).toBeCloseTo(box.height, 9);
  });
});
