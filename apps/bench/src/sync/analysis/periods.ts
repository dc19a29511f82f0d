import type { Run, SufferedMishap } from '../run.js';
import type { RoomTimeline } from './room-timeline.js';

export interface Period {
  fromMs: number;
  toMs: number;
}

/** Whoever has just been told something is left alone for so long, and compared then, in milliseconds. */
const SETTLE_MS = 3_000;
/** Shorter stretches of calm are not worth a look, in milliseconds. */
const SHORTEST_CALM_MS = 500;

/** When the film runs and everybody should be together: from 3 s after a change until the next press. */
export function calmPeriods(run: Run, room: RoomTimeline): Period[] {
  const disturbances = [
    ...room.changesMs.map((atMs) => ({ fromMs: atMs, toMs: atMs + SETTLE_MS })),
    ...run.commands.map(({ pressedMs }) => ({ fromMs: pressedMs, toMs: pressedMs + SETTLE_MS })),
  ];
  return without({ fromMs: run.fromMs, toMs: run.toMs }, disturbances).filter(
    ({ fromMs, toMs }) => toMs - fromMs >= SHORTEST_CALM_MS && room.isMoving(fromMs),
  );
}

/** When a page cannot be expected to be with the others: during its mishap, and until it had time to come back. */
export function absencesOf(run: Run, page: number): Period[] {
  return run.mishaps
    .filter((mishap) => mishap.page === page)
    .map((mishap) => ({ fromMs: mishap.fromMs, toMs: backAt(run, mishap) + SETTLE_MS }));
}

/** Whoever comes late has to fetch the film first: they are there when it runs. How long that takes has a column of its own. */
function backAt(run: Run, { mishap, page, toMs }: SufferedMishap): number {
  if (mishap.kind !== 'join') return toMs;
  const events = run.pages[page]?.events ?? [];
  return events.find(({ name, atMs }) => name === 'playing' && atMs >= toMs)?.atMs ?? run.toMs;
}

export function isWithin(atMs: number, periods: readonly Period[]): boolean {
  return periods.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}

/** What is left of a period, in order. */
export function without(whole: Period, holes: readonly Period[]): Period[] {
  const rest: Period[] = [];
  let fromMs = whole.fromMs;
  for (const hole of [...holes].sort((a, b) => a.fromMs - b.fromMs)) {
    if (hole.fromMs > fromMs) rest.push({ fromMs, toMs: Math.min(hole.fromMs, whole.toMs) });
    fromMs = Math.max(fromMs, hole.toMs);
    if (fromMs >= whole.toMs) break;
  }
  if (fromMs < whole.toMs) rest.push({ fromMs, toMs: whole.toMs });
  return rest.filter((period) => period.toMs > period.fromMs);
}

export function lengthOf(periods: readonly Period[]): number {
  return periods.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}
