import { describe, expect, it } from '@jest/globals';
import type { Figures, PageFigures } from '../analysis/figures.js';
import { judge } from './bars.js';
import { GOOD_REPORT } from './example-report.js';
import type { Report } from './report.js';

const { figures } = GOOD_REPORT;

function missed(changes: Partial<Figures>, profile: Report['profile'] = '4g'): string[] {
  const report = { ...GOOD_REPORT, profile, figures: { ...figures, ...changes } };
  return judge(report)
    .filter(({ isMet }) => !isMet)
    .map(({ bar }) => bar);
}

function pagesWith(change: Partial<PageFigures>): Pick<Figures, 'pages'> {
  return { pages: figures.pages.map((page, index) => (index === 1 ? { ...page, ...change } : page)) };
}

describe('the bars', () => {
  it('are met by a good run', () => {
    expect(missed({})).toEqual([]);
  });

  it.each<[string, Partial<Figures>]>([
    ['spread p50, ms', { spread: { ...figures.spread, p50: 8.1 } }],
    ['spread p95, ms', { spread: { ...figures.spread, p95: 20.1 } }],
    ['together after a command p95, ms', { convergence: { ...figures.convergence, p95: 1_020 } }],
    [
      'hard seeks of a page for a command, one a hold aside',
      { commands: figures.commands.map((command) => ({ ...command, seeks: [null, 2] })) },
    ],
    ['hard seeks of a page in steady play', pagesWith({ calmSeeks: 1 })],
    ['rate changes a minute of a page in steady play', pagesWith({ rateChangesPerMinute: 2.1 })],
    [
      'frames against currentTime p95, ms',
      { frames: { ...figures.frames, differenceMs: { ...figures.frames.differenceMs, p95: 50 } } },
    ],
    ['frames whose number was not that of their time, %', { frames: { ...figures.frames, numberFits: 70 } }],
  ])('notice: %s', (bar, changes) => {
    expect(missed(changes)).toEqual([bar]);
  });

  it('grant one more jump for each time that the room waited, and no more', () => {
    const [command] = figures.commands;
    if (!command) throw new Error('the example has no command');
    const jumping = (...seeks: number[]) => ({ commands: [{ ...command, seeks, holds: 1 }] });
    expect(missed(jumping(1, 2))).toEqual([]);
    expect(missed(jumping(1, 3))).toEqual(['hard seeks of a page for a command, one a hold aside']);
  });

  it('grant one jump for a command that was overtaken, whenever it comes, and no more', () => {
    const [command] = figures.commands;
    if (!command) throw new Error('the example has no command');
    const after = (first: number[], second: number[]) => ({
      commands: [
        { ...command, seeks: first, isOvertaken: true },
        { ...command, seeks: second },
      ],
    });
    expect(missed(after([1, 0], [1, 2]))).toEqual([]);
    expect(missed(after([1, 0], [2, 1]))).toEqual(['hard seeks of a page for a command, one a hold aside']);
    expect(missed(after([0, 0], [3, 1]))).toEqual(['hard seeks of a page for a command, one a hold aside']);
  });

  it('leave a bad link more room, and no more than that', () => {
    expect(missed({ spread: { ...figures.spread, p50: 20, p95: 34 } }, 'bad-4g')).toEqual([]);
    expect(missed({ spread: { ...figures.spread, p50: 20, p95: 36 } }, 'bad-4g')).toEqual(['spread p95, ms']);
  });

  it('are not met by what was not measured', () => {
    expect(missed({ spread: { count: 0 }, convergence: { count: 0 }, commands: [] })).toEqual([
      'spread p50, ms',
      'spread p95, ms',
      'together after a command p95, ms',
      'hard seeks of a page for a command, one a hold aside',
    ]);
  });
});
