import { describe, expect, it } from '@jest/globals';

import { dropIndex, scrollStep, shiftOf } from './drag-geometry.js';

/** The third is higher than the others. */
const BOXES = [
  { top: 0, height: 60 },
  { top: 60, height: 60 },
  { top: 120, height: 80 },
  { top: 200, height: 60 },
];

describe('dragging', () => {
  it('takes a place as soon as an edge is past the middle of who has it', () => {
    expect(dropIndex(BOXES, 0, 29)).toBe(0);
    expect(dropIndex(BOXES, 0, 31)).toBe(1);
    expect(dropIndex(BOXES, 0, 99)).toBe(1);
    expect(dropIndex(BOXES, 0, 101)).toBe(2);
    expect(dropIndex(BOXES, 0, 5_000)).toBe(3);
    expect(dropIndex(BOXES, 3, -39)).toBe(3);
    expect(dropIndex(BOXES, 3, -41)).toBe(2);
    expect(dropIndex(BOXES, 3, -5_000)).toBe(0);
  });

  it('lets those between the two places make way', () => {
    const shifts = (from: number, to: number) =>
      [0, 1, 2, 3].map((index) => shiftOf(index, { from, to, height: 60 }));
    expect(shifts(0, 2)).toEqual([0, -60, -60, 0]);
    expect(shifts(3, 1)).toEqual([0, 60, 60, 0]);
    expect(shifts(1, 1)).toEqual([0, 0, 0, 0]);
  });

  it('scrolls near the edges, the faster the nearer', () => {
    const list = { top: 100, bottom: 500 };
    expect(scrollStep(300, list)).toBe(0);
    expect(scrollStep(90, list)).toBe(-10);
    expect(scrollStep(128, list)).toBe(-5);
    expect(scrollStep(472, list)).toBe(5);
    expect(scrollStep(900, list)).toBe(10);
  });
});
