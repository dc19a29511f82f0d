import { mediansOf, type DeliveryFigures, type JoinFigures, type Rounds } from './figures.js';

/** Of one scenario, over all its rounds. */
export type Result =
  | { kind: 'delivery'; name: string; rounds: Rounds<DeliveryFigures> }
  | { kind: 'join'; name: string; rounds: Rounds<JoinFigures> };

/** What the product keeps to, as a share of what bare Socket.io needs in the same run. */
interface Bar {
  scenario: string;
  what: string;
  most: number;
  valueOf: (result: Result) => number | undefined;
}

export interface Judgement {
  scenario: string;
  what: string;
  value: number;
  most: number;
  isKept: boolean;
}

/** Ratio of the medians: the rounds of a run are taken in turns, so what else the machine does meets both. */
const deliveryRatio =
  (figure: 'p99Ms' | 'cpuS') =>
  (result: Result): number | undefined =>
    result.kind === 'delivery'
      ? mediansOf(result.rounds.watchparty)[figure] / mediansOf(result.rounds['socket.io'])[figure]
      : undefined;

export const BARS: readonly Bar[] = [
  {
    scenario: 'room-1000',
    what: 'p99 of delivery against bare Socket.io',
    most: 1.1,
    valueOf: deliveryRatio('p99Ms'),
  },
  {
    scenario: 'room-1000',
    what: 'CPU seconds against bare Socket.io',
    most: 1.15,
    valueOf: deliveryRatio('cpuS'),
  },
  {
    scenario: 'chat-200',
    what: 'p99 of delivery against bare Socket.io',
    most: 1.3,
    valueOf: deliveryRatio('p99Ms'),
  },
  {
    scenario: 'join-1000',
    what: 'time until all are in against bare Socket.io',
    most: 3,
    valueOf: (result) =>
      result.kind === 'join'
        ? mediansOf(result.rounds.watchparty).allInS / mediansOf(result.rounds['socket.io']).allInS
        : undefined,
  },
  {
    scenario: 'join-1000',
    // Whoever is in hears of who comes, ten times a second; all else is the same for the first and the last.
    what: 'the last fifth of joins against the second fifth',
    most: 1.5,
    valueOf: (result) => (result.kind === 'join' ? mediansOf(result.rounds.watchparty).growth : undefined),
  },
];

/**
 * How many times as many rounds as others a scenario has. One with a bar has more: on a machine that is shared, the CPU
 * ratio of single turns went from 0.58 to 2.56, and that of the medians of twenty still from 1.01 to 1.22.
 */
export function timesRounds(scenario: string): number {
  return BARS.some((bar) => bar.scenario === scenario) ? 4 : 1;
}

/** @returns of every bar whose scenario was run */
export function judge(results: readonly Result[]): Judgement[] {
  return BARS.flatMap(({ scenario, what, most, valueOf }) => {
    const result = results.find(({ name }) => name === scenario);
    const value = result && valueOf(result);
    return value === undefined ? [] : [{ scenario, what, value, most, isKept: value <= most }];
  });
}
