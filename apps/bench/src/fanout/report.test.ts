import { describe, expect, it } from '@jest/globals';
import { markdownOf } from './report.js';

describe('the report', () => {
  it('shows medians, their ratio to bare Socket.io, and which bars were missed', () => {
    const figures = {
      p50Ms: 1,
      p95Ms: 2,
      p99Ms: 4,
      cpuS: 0.5,
      residentBytes: 100 * 1024 ** 2,
      residentBytesPerViewer: 2048,
      messageBytes: 300,
    };
    const text = markdownOf(
      { date: '2026-01-01', node: 'v20', processors: '2 × CPU', seconds: 3, store: 'memory' },
      [
        {
          kind: 'delivery',
          name: 'room-100',
          rounds: {
            watchparty: [figures],
            'socket.io': [{ ...figures, p99Ms: 2 }],
            ws: [{ ...figures, cpuS: 0.25 }],
          },
        },
      ],
      [{ scenario: 'room-100', what: 'p99', value: 2, most: 1.1, isKept: false }],
    );
    expect(text).toContain(
      '| room-100 | watchparty | 1 | 1.0 | 2.0 | 4.0 | 2.00 | 0.500 | 1.00 | 100 | 2.0 | 300 |',
    );
    expect(text).toContain('| room-100 | ws | 1 | 1.0 | 2.0 | 4.0 | 2.00 | 0.250 | 0.50 |');
    expect(text).toContain('| room-100: p99 | 1.10 | 2.00 | **missed** |');
  });
});
