import { parseArgs } from 'node:util';

/** How sound gets from one browser to another. */
export const WAYS = ['direct', 'relay'] as const;
export type Way = (typeof WAYS)[number];

export interface VoiceBenchOptions {
  ways: Way[];
  rounds: number;
  /** How many come into voice in a round, one after the other. */
  people: number;
  /** Folder of the report. */
  out: string;
}

export const USAGE = `pnpm bench:voice [options]
  --way direct|relay|all   browsers that reach each other, or that are left nothing but coturn over TCP (all)
  --rounds <n>             each with a new room and new browsers (6)
  --people <n>             who come into voice in each, 2 to 8 (8)
  --out <folder>           where the report goes (docs/bench/voice)`;

const PEOPLE = { least: 2, most: 8 };

/** @throws Error with a sentence for whoever typed the arguments */
export function readOptions(args: readonly string[]): VoiceBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      way: { type: 'string', default: 'all' },
      rounds: { type: 'string', default: '6' },
      people: { type: 'string', default: String(PEOPLE.most) },
      out: { type: 'string', default: 'docs/bench/voice' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a whole number from 1');
  const people = Number(values.people);
  if (!Number.isInteger(people) || people < PEOPLE.least || people > PEOPLE.most)
    throw new Error(`--people is a whole number from ${PEOPLE.least} to ${PEOPLE.most}`);
  return { ways: waysOf(values.way), rounds, people, out: values.out };
}

function waysOf(value: string): Way[] {
  if (value === 'all') return [...WAYS];
  const way = WAYS.find((one) => one === value);
  if (way === undefined) throw new Error(`--way is one of ${WAYS.join(', ')}, all`);
  return [way];
}
