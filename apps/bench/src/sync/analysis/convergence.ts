import type { OffsetTrack } from './offsets.js';
import { spreadOf } from './spread.js';

/** Nobody farther than this from the room, nor from anybody else, in milliseconds. */
const TOGETHER_MS = 100;
const GRID_MS = 20;

/**
 * How long it took until all were together and stayed so.
 *
 * @param fromMs what it is counted from
 * @param toMs until when they have to stay
 * @returns milliseconds; undefined when they were not together in the end
 */
export function convergenceOf(
  tracks: readonly OffsetTrack[],
  fromMs: number,
  toMs: number,
): number | undefined {
  let lastApartMs: number | undefined;
  let lastMs = fromMs;
  for (let atMs = fromMs; atMs < toMs; atMs += GRID_MS) {
    lastMs = atMs;
    const offsetsMs = tracks.map((track) => track.rawAt(atMs, toMs));
    if (!areTogether(offsetsMs)) lastApartMs = atMs;
  }
  if (lastApartMs === undefined) return 0;
  return lastApartMs === lastMs ? undefined : lastApartMs + GRID_MS - fromMs;
}

/** A page that nothing was seen of is not with the others. */
function areTogether(offsetsMs: readonly (number | undefined)[]): boolean {
  if (offsetsMs.some((offset) => offset === undefined || Math.abs(offset) > TOGETHER_MS)) return false;
  return (spreadOf(offsetsMs) ?? 0) <= TOGETHER_MS;
}
