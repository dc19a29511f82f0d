import { markdownTable } from '../markdown-table.js';
import { CONTENDERS } from './contenders.js';
import { mediansOf } from './figures.js';
import type { Judgement, Result } from './verdict.js';

/** What a run was made of. */
export interface RunFacts {
  date: string;
  node: string;
  processors: string;
  /** Length of a round of one contender. */
  seconds: number;
  store: 'memory' | 'redis';
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);
const kib = (bytes: number): string => fixed(bytes / 1024, 1);
const mib = (bytes: number): string => fixed(bytes / 1024 ** 2, 0);

export function markdownOf(
  facts: RunFacts,
  results: readonly Result[],
  judgements: readonly Judgement[],
): string {
  const deliveries = results.flatMap((result) => {
    if (result.kind !== 'delivery') return [];
    const bare = mediansOf(result.rounds['socket.io']);
    return CONTENDERS.map((name) => {
      const median = mediansOf(result.rounds[name]);
      return [
        ...[result.name, name, String(result.rounds[name].length)],
        ...[median.p50Ms, median.p95Ms, median.p99Ms].map((ms) => fixed(ms, 1)),
        fixed(median.p99Ms / bare.p99Ms, 2),
        fixed(median.cpuS, 3),
        fixed(median.cpuS / bare.cpuS, 2),
        mib(median.residentBytes),
        kib(median.residentBytesPerViewer),
        fixed(median.messageBytes, 0),
      ];
    });
  });
  const joins = results.flatMap((result) => {
    if (result.kind !== 'join') return [];
    const bare = mediansOf(result.rounds['socket.io']);
    return CONTENDERS.map((name) => {
      const median = mediansOf(result.rounds[name]);
      return [
        ...[result.name, name, String(result.rounds[name].length)],
        ...[fixed(median.allInS, 2), fixed(median.allInS / bare.allInS, 2)],
        ...[fixed(median.p50Ms, 1), fixed(median.p99Ms, 1), fixed(median.cpuS, 2), fixed(median.growth, 2)],
      ];
    });
  });
  const parts = [
    '# Fan-out',
    `Medians of rounds of ${facts.seconds} s each (${facts.date}, Node ${facts.node}, ${facts.processors}; ` +
      `stores of the product: PostgreSQL and ${facts.store}). Written by \`pnpm bench:fanout\`, where ` +
      'servers and clients share the machine: the ratios to bare Socket.io in the same run say more than the figures.',
  ];
  if (deliveries.length > 0) {
    parts.push(
      markdownTable(
        [
          ...[
            'scenario',
            'server',
            'rounds',
            'p50 ms',
            'p95 ms',
            'p99 ms',
            'p99 ratio',
            'CPU s',
            'CPU ratio',
          ],
          ...['resident MiB', 'KiB a viewer', 'bytes a message'],
        ],
        deliveries,
      ),
    );
  }
  if (joins.length > 0) {
    parts.push(
      markdownTable(
        [
          'scenario',
          'server',
          'rounds',
          'all in, s',
          'ratio',
          'p50 ms',
          'p99 ms',
          'CPU s',
          'last fifth / second',
        ],
        joins,
      ),
    );
  }
  if (judgements.length > 0) {
    parts.push(
      markdownTable(
        ['bar', 'at most', 'measured', ''],
        judgements.map(({ scenario, what, most, value, isKept }) => [
          `${scenario}: ${what}`,
          fixed(most, 2),
          fixed(value, 2),
          isKept ? 'kept' : '**missed**',
        ]),
      ),
    );
  }
  return `${parts.join('\n\n')}\n`;
}
