import { describe, expect, it } from '@jest/globals';
import { GOOD_REPORT } from './example-report.js';
import { tableOf } from './table.js';

describe('the table', () => {
  it('has a line for each run, as wide as its head', () => {
    const [head, rule, ...rows] = tableOf([GOOD_REPORT, { ...GOOD_REPORT, profile: 'mixed' }]).split('\n');
    expect(rows.slice(0, 2).map((row) => row.split(' | ').slice(0, 4))).toEqual([
      ['| mp4', '4g', '6 ms', '12 ms'],
      ['| mp4', 'mixed', '6 ms', '12 ms'],
    ]);
    for (const row of [rule, ...rows.slice(0, 2)]) {
      expect(row?.split(' | ')).toHaveLength(head?.split(' | ').length ?? 0);
    }
  });

  it('says how long it took to be with the others, late or woken', () => {
    const [head, , row] = tableOf([GOOD_REPORT])
      .split('\n')
      .map((line) => line.split(' | '));
    expect(row?.[head?.indexOf('woken') ?? -1]).toBe('900 ms');
    expect(row?.[head?.indexOf('late join') ?? -1]).toBe('–');
  });

  it('names the bars that were missed, and by how much', () => {
    const spread = { ...GOOD_REPORT.figures.spread, p95: 41.26 };
    const report = { ...GOOD_REPORT, figures: { ...GOOD_REPORT.figures, spread } };
    expect(tableOf([GOOD_REPORT])).toContain('- mp4, 4g: every bar is met.');
    expect(tableOf([report])).toContain('- mp4, 4g: **missed**: spread p95, ms: 41.3 instead of 20.');
  });

  it('says so where pages never came together', () => {
    const never = Number.MAX_SAFE_INTEGER;
    const convergence = { count: 1, p50: never, p95: never, p99: never, max: never };
    const report = { ...GOOD_REPORT, figures: { ...GOOD_REPORT.figures, convergence } };
    expect(tableOf([report])).toContain('together after a command p95, ms: never instead of 1000');
  });
});
