import { describe, expect, it } from '@jest/globals';
import type { DeliveryFigures, JoinFigures } from './figures.js';
import { SCENARIOS } from './scenarios.js';
import { BARS, judge, type Result } from './verdict.js';

const delivery = (p99Ms: number, cpuS: number): DeliveryFigures => ({
  p50Ms: 1,
  p95Ms: 2,
  p99Ms,
  cpuS,
  residentBytes: 1,
  residentBytesPerViewer: 1,
  messageBytes: 1,
});
const join = (allInS: number, growth: number): JoinFigures => ({
  allInS,
  growth,
  p50Ms: 1,
  p99Ms: 2,
  cpuS: 1,
});

const room: Result = {
  kind: 'delivery',
  name: 'room-1000',
  rounds: {
    watchparty: [delivery(11, 1.2), delivery(100, 1.2), delivery(10, 1.2)],
    'socket.io': [delivery(10, 1), delivery(10, 1), delivery(90, 1)],
    ws: [delivery(5, 0.5)],
  },
};

describe('judge', () => {
  it('compares medians, so that one bad round decides nothing', () => {
    expect(judge([room])).toEqual([
      expect.objectContaining({ scenario: 'room-1000', value: 1.1, most: 1.1, isKept: true }),
      expect.objectContaining({ scenario: 'room-1000', value: 1.2, most: 1.15, isKept: false }),
    ]);
  });

  it('looks at joins as a whole, and at how they slow down', () => {
    const result: Result = {
      kind: 'join',
      name: 'join-1000',
      rounds: { watchparty: [join(4, 1.2)], 'socket.io': [join(1, 1)], ws: [join(0.5, 1)] },
    };
    expect(judge([result]).map(({ value, isKept }) => [value, isKept])).toEqual([
      [4, false],
      [1.2, true],
    ]);
  });

  it('says nothing of what was not run', () => {
    expect(judge([])).toEqual([]);
  });

  it('knows every scenario that a bar names', () => {
    const names = SCENARIOS.map(({ name }) => name);
    for (const { scenario } of BARS) expect(names).toContain(scenario);
  });
});
