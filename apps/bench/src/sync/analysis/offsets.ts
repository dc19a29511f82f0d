import { percentile } from '../../percentiles.js';
import type { Sample } from '../page/recording.js';
import type { RoomTimeline } from './room-timeline.js';

/** Half of the time whose samples are taken together, in milliseconds: 7 to 9 samples at 20 Hz. */
const HALF_WINDOW_MS = 200;
/**
 * Farther apart, samples say nothing about the time between them, in milliseconds. A page that is kept from looking for
 * less than this goes on playing all the same.
 */
const LONGEST_GAP_MS = 500;

/** How far a page is from the room, moment by moment; milliseconds, positive: ahead. */
export interface OffsetTrack {
  /** The median around a moment, without what lies outside of `fromMs` to `toMs`; undefined where nothing was seen. */
  medianAt(atMs: number, bounds: { fromMs: number; toMs: number }): number | undefined;
  /**
   * As the samples next to the moment say it; undefined where nothing was seen.
   *
   * @param untilMs what was seen from here on is left out: it may be the answer to the next press already
   */
  rawAt(atMs: number, untilMs: number): number | undefined;
}

export function createOffsetTrack(samples: readonly Sample[], room: RoomTimeline): OffsetTrack {
  const times = samples.map(({ atMs }) => atMs);
  const offsets = samples.map(({ atMs, currentTime }) => {
    const positionS = room.positionAt(atMs);
    return positionS === undefined ? undefined : (currentTime - positionS) * 1000;
  });

  return {
    medianAt(atMs, { fromMs, toMs }) {
      const start = firstAtOrAfter(times, Math.max(atMs - HALF_WINDOW_MS, fromMs));
      const end = firstAtOrAfter(times, Math.min(atMs + HALF_WINDOW_MS, toMs));
      const near = offsets.slice(start, end).filter((offset) => offset !== undefined);
      return near.length === 0 ? undefined : percentile(near, 0.5);
    },
    rawAt(atMs, untilMs) {
      const next = firstAtOrAfter(times, atMs);
      const [beforeMs, afterMs] = [times[next - 1], times[next]];
      const [before, after] = [offsets[next - 1], offsets[next]];
      const knowsBefore = beforeMs !== undefined && atMs - beforeMs <= LONGEST_GAP_MS;
      const knowsAfter = afterMs !== undefined && afterMs < untilMs && afterMs - atMs <= LONGEST_GAP_MS;
      if (before === undefined || !knowsBefore) return knowsAfter ? after : undefined;
      // Without a sample after it, a page is taken to have gone on at the room's rate.
      if (after === undefined || !knowsAfter) return before;
      return before + ((after - before) * (atMs - beforeMs)) / (afterMs - beforeMs);
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
