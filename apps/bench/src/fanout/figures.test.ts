import { describe, expect, it } from '@jest/globals';
import type { Heard } from './crowd-messages.js';
import { joinFiguresOf, latenciesOf, medianOf, mediansOf } from './figures.js';

const heard = (arrivals: Heard['arrivals'], lost = 0): Heard => ({ arrivals, bytes: 0, lost });

describe('latencies', () => {
  it('are those of everybody in all processes', () => {
    const crowds = [heard([[1, [105, 106]]]), heard([[1, [103]]])];
    expect(latenciesOf([[1, 100]], crowds, 3)).toEqual([5, 6, 3]);
  });

  it('are none where somebody heard nothing, or twice', () => {
    expect(() => latenciesOf([[1, 100]], [heard([[1, [105]]])], 2)).toThrow('1 of 2');
    expect(() => latenciesOf([[2, 100]], [heard([])], 2)).toThrow('0 of 2');
    expect(() => latenciesOf([[1, 100]], [heard([[1, [105, 106, 107]]])], 2)).toThrow('3 of 2');
  });

  it('are none where a connection broke', () => {
    expect(() => latenciesOf([], [heard([], 2)], 2)).toThrow('2 connections broke');
  });
});

describe('joining', () => {
  const evenly = Array.from({ length: 100 }, (_, index) => ({ atMs: 1_000 + 10 * (index + 1), tookMs: 20 }));

  it('takes until the last one is in', () => {
    expect(joinFiguresOf(1_000, evenly, 0.5)).toMatchObject({ allInS: 1, p50Ms: 20, p99Ms: 20, cpuS: 0.5 });
  });

  it('grows when the last ones take longer', () => {
    expect(joinFiguresOf(1_000, evenly, 0).growth).toBeCloseTo(1);
    const slower = evenly.map(({ atMs, tookMs }) => ({ atMs: 1_000 + (atMs - 1_000) ** 2, tookMs }));
    expect(joinFiguresOf(1_000, slower, 0).growth).toBeCloseTo(3);
  });
});

describe('medians', () => {
  it('lie in the middle', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([1, 2, 3, 10])).toBe(2.5);
    expect(() => medianOf([])).toThrow('no values');
  });

  it('are taken of each figure alone', () => {
    expect(
      mediansOf([
        { a: 1, b: 30 },
        { a: 3, b: 10 },
        { a: 2, b: 20 },
      ]),
    ).toEqual({ a: 2, b: 20 });
  });
});
