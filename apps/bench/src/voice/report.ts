import { markdownTable } from '../markdown-table.js';
import type { Load, Verdict, WayFigures } from './figures.js';

export interface RunFacts {
  date: string;
  processors: string;
  chromium: string;
}

const whole = (value = Number.NaN): string => value.toFixed(0);

export function markdownOf(
  facts: RunFacts,
  ways: readonly WayFigures[],
  verdicts: readonly Verdict[],
): string {
  const loadRow = (
    way: string,
    what: string,
    { people, cpuShare, packetsPerS, kbitPerS }: Load,
  ): string[] => [
    ...[way, String(people), what, whole(cpuShare * 100)],
    ...[packetsPerS.toFixed(1), kbitPerS.toFixed(1)],
  ];
  return `${[
    '# Voice',
    `People come into voice one after the other, each with a microphone that hears a tone of their own (${facts.date}, Chromium ` +
      `${facts.chromium}, ${facts.processors}). Written by \`pnpm bench:voice\`, where all browsers, the server and the relay share the ` +
      'machine: what eight take here is the load of eight phones on one.',
    markdownTable(
      [
        'way',
        'rounds',
        'first sound p50 ms',
        'p95 ms',
        'slowest ms',
        'median with 1, 2, … others, ms',
        'mute between two, slowest ms',
        'among all, median, slowest ms',
      ],
      ways.map(({ way, rounds, firstSoundMs, firstSoundByOthersMs, muteMs, muteInCrowdMs }) => [
        ...[way, String(rounds), whole(firstSoundMs.p50), whole(firstSoundMs.p95), whole(firstSoundMs.max)],
        ...[
          firstSoundByOthersMs.map((ms) => whole(ms)).join(', '),
          whole(muteMs.max),
          `${whole(muteInCrowdMs.p50)}, ${whole(muteInCrowdMs.max)}`,
        ],
      ]),
    ),
    markdownTable(
      [
        'way',
        'people',
        'they',
        'voice of a person, % of a core',
        'packets/s to each other',
        'kbit/s to each other',
      ],
      ways.flatMap(({ way, talking, silent }) => [
        ...talking.map((load) => loadRow(way, 'talk without a pause', load)),
        loadRow(way, 'have their microphones off', silent),
      ]),
    ),
    markdownTable(
      ['bar', 'at most', 'measured', ''],
      verdicts.map(({ way, bar, limit, value, isMet }) => [
        ...[`${way}: ${bar}`, whole(limit), whole(value), isMet ? 'kept' : '**missed**'],
      ]),
    ),
  ].join('\n\n')}\n`;
}
