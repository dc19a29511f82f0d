import type { OffsetTrack } from './offsets.js';
import { isWithin, type Period } from './periods.js';

/** How far apart the pages were at one moment. */
export interface SpreadPoint {
  atMs: number;
  /** From the one that is most behind to the one that is most ahead, in milliseconds. */
  spreadMs: number;
  /** The same without smoothing. */
  rawSpreadMs: number;
  /** Each page against the room, in milliseconds, positive: ahead; absent while it is excused. */
  offsetsMs: (number | undefined)[];
}

const GRID_MS = 100;

/**
 * The spread between all pages that are expected to be together, on a grid through some periods.
 *
 * @param absences of each page
 */
export function spreadsOver(
  periods: readonly Period[],
  tracks: readonly OffsetTrack[],
  absences: readonly (readonly Period[])[],
): SpreadPoint[] {
  return periods.flatMap((period) => {
    const points: SpreadPoint[] = [];
    for (let atMs = period.fromMs; atMs < period.toMs; atMs += GRID_MS) {
      const isExcused = (page: number): boolean => isWithin(atMs, absences[page] ?? []);
      const offsetsMs = tracks.map((track, page) =>
        isExcused(page) ? undefined : track.medianAt(atMs, period),
      );
      const rawMs = tracks.map((track, page) =>
        isExcused(page) ? undefined : track.rawAt(atMs, period.toMs),
      );
      const spreadMs = spreadOf(offsetsMs);
      const rawSpreadMs = spreadOf(rawMs);
      if (spreadMs === undefined || rawSpreadMs === undefined) continue;
      points.push({ atMs, spreadMs, rawSpreadMs, offsetsMs });
    }
    return points;
  });
}

/** Undefined for fewer than two. */
export function spreadOf(offsetsMs: readonly (number | undefined)[]): number | undefined {
  const known = offsetsMs.filter((offset) => offset !== undefined);
  return known.length < 2 ? undefined : Math.max(...known) - Math.min(...known);
}
