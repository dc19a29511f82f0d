import { percentile } from '../percentiles.js';
import type { ContenderName } from './contenders.js';
import type { CrowdAnswers, Entry, Heard } from './crowd-messages.js';

/** Of one contender in one round. */
export interface DeliveryFigures {
  /** Milliseconds from the sender's emit to a viewer's receipt. */
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  cpuS: number;
  residentBytes: number;
  /** That all connections and what belongs to them have added to the process, divided by their number. */
  residentBytesPerViewer: number;
  /** Of one message on the wire. */
  messageBytes: number;
}

export interface JoinFigures {
  /** Until the last one was in. */
  allInS: number;
  /** From connecting to the answer. */
  p50Ms: number;
  p99Ms: number;
  cpuS: number;
  /** How much longer the last fifth took than the second. */
  growth: number;
}

/** By scenario: what each contender did in each round, in the order of the rounds. */
export type Rounds<F> = Record<ContenderName, F[]>;

/** @throws Error when anything that was sent has not reached everybody */
export function latenciesOf(
  sent: CrowdAnswers['act'],
  heard: readonly Heard[],
  peopleInRoom: number,
): number[] {
  const lost = heard.reduce((sum, crowd) => sum + crowd.lost, 0);
  if (lost > 0) throw new Error(`${lost} connections broke`);
  const arrivals = new Map<number, number[]>();
  for (const crowd of heard) {
    for (const [id, atMs] of crowd.arrivals) arrivals.set(id, [...(arrivals.get(id) ?? []), ...atMs]);
  }
  return sent.flatMap(([id, sentAtMs]) => {
    const reached = arrivals.get(id) ?? [];
    if (reached.length !== peopleInRoom)
      throw new Error(`${reached.length} of ${peopleInRoom} people heard of one act`);
    return reached.map((atMs) => atMs - sentAtMs);
  });
}

export function joinFiguresOf(startMs: number, entries: readonly Entry[], cpuS: number): JoinFigures {
  const ends = entries.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const took = entries.map(({ tookMs }) => tookMs);
  const at = (share: number): number => percentile(ends, share);
  return {
    allInS: (at(1) - startMs) / 1000,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    cpuS,
    growth: (at(1) - at(0.8)) / (at(0.4) - at(0.2)),
  };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('no values to take a median of');
  return (lower + upper) / 2;
}

/** The medians of each figure over all rounds. */
export function mediansOf<F extends { [K in keyof F]: number }>(rounds: readonly F[]): F {
  const [first] = rounds;
  if (!first) throw new Error('no rounds to take medians of');
  const keys = Object.keys(first) as (keyof F)[];
  return Object.fromEntries(keys.map((key) => [key, medianOf(rounds.map((round) => round[key]))])) as F;
}
