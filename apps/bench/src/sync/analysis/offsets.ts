import { percentile } from '../../percentiles.js';
import type { Sample } from '../page/recording.js';
import type { RoomTimeline } from './room-timeline.js';

/** Half of the time whose samples are taken together, in milliseconds: 7 to 9 samples at 20 Hz. */
const HALF_WINDOW_MS = 200;
/**
 * Farther apart, samples say nothing about the time between them, in milliseconds. A page that is kept from looking for
 * less than this goes on playing all the same.
 */
const LONGEST_GAP_MS = 1_000;

/** How far a page is from the room, moment by moment; milliseconds, positive: ahead. */
export interface OffsetTrack {
  /** The median around a moment, without what lies outside of `fromMs` to `toMs`; undefined where nothing was seen. */
  medianAt(atMs: number, bounds: { fromMs: number; toMs: number }): number | undefined;
  /** As the samples next to the moment say it; undefined where nothing was seen. */
  rawAt(atMs: number): number | undefined;
}

export function createOffsetTrack(samples: readonly Sample[], room: RoomTimeline): OffsetTrack {
  const times = samples.map(({ atMs }) => atMs);
  const offsets = samples.map(({ atMs, currentTime }) => {
    const positionS = room.positionAt(atMs);
    return positionS === undefined ? NaN : (currentTime - positionS) * 1000;
  });

  return {
    medianAt(atMs, { fromMs, toMs }) {
      const start = firstAtOrAfter(times, Math.max(atMs - HALF_WINDOW_MS, fromMs));
      const end = firstAtOrAfter(times, Math.min(atMs + HALF_WINDOW_MS, toMs));
      const near = offsets.slice(start, end).filter((offset) => !Number.isNaN(offset));
      return near.length === 0 ? undefined : percentile(near, 0.5);
    },
    rawAt(atMs) {
      const next = firstAtOrAfter(times, atMs);
      const [before, after] = [samples[next - 1], samples[next]];
      const positionS = room.positionAt(atMs);
      if (!before || !after || positionS === undefined || after.atMs - before.atMs > LONGEST_GAP_MS)
        return undefined;
      const share = (atMs - before.atMs) / (after.atMs - before.atMs);
      const shownS = before.currentTime + (after.currentTime - before.currentTime) * share;
      return (shownS - positionS) * 1000;
    },
  };
}

/** The first index whose time is not before `atMs`; the length where there is none. */
function firstAtOrAfter(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
