import type { CommandFigures } from '../analysis/figures.js';
import { FRAME_MS } from '../analysis/frame-check.js';
import type { Report } from './report.js';

/** One promise, and what the run made of it. */
export interface Verdict {
  /** In words, with its unit. */
  bar: string;
  limit: number;
  /** Undefined where the run had nothing to measure. */
  value: number | undefined;
  isMet: boolean;
}

/** Holds a run to what is promised. What was not measured is not met. */
export function judge({ profile, figures }: Report): Verdict[] {
  const isBad = profile === 'bad-4g';
  const { spread, convergence, commands, pages, frames } = figures;
  const jumps = jumpsOf(commands);
  return [
    ...(isBad ? [] : [verdict('spread p50, ms', spread.p50, 8)]),
    verdict('spread p95, ms', spread.p95, isBad ? 35 : 20),
    verdict('together after a command p95, ms', convergence.p95, 1_000),
    verdict('hard seeks of a page for a command, one a hold aside', greatest(jumps), 1),
    verdict('hard seeks of a page in steady play', greatest(pages.map(({ calmSeeks }) => calmSeeks)), 0),
    verdict(
      'rate changes a minute of a page in steady play',
      greatest(pages.map(({ rateChangesPerMinute }) => rateChangesPerMinute)),
      2,
    ),
    verdict('frames against currentTime p95, ms', frames.differenceMs.p95, FRAME_MS),
    verdict(
      'frames whose number was not that of their time, %',
      frames.read > 0 ? (100 * (frames.read - frames.numberFits)) / frames.read : undefined,
      2,
    ),
  ];
}

/**
 * The jumps for a command, of each page that has to follow. Where the room waits for somebody it may stand elsewhere,
 * which is a jump of its own; and one for a command that the next overtakes may come after the press for that one.
 */
export function jumpsOf(commands: readonly CommandFigures[]): number[] {
  const jumps: number[] = [];
  let overtaken: CommandFigures[] = [];
  for (const command of commands) {
    if (command.isOvertaken) {
      overtaken.push(command);
      continue;
    }
    command.seeks.forEach((own, page) => {
      if (own === null) return;
      const count = sumOf(overtaken.map(({ seeks }) => seeks[page] ?? 0)) + own;
      const due = sumOf(overtaken.map(({ holds }) => holds)) + command.holds + overtaken.length;
      jumps.push(Math.max(Math.min(count, 1), count - due));
    });
    overtaken = [];
  }
  return jumps;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function verdict(bar: string, value: number | undefined, limit: number): Verdict {
  return { bar, limit, value, isMet: value !== undefined && value <= limit };
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}
