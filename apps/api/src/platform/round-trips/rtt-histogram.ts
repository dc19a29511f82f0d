/**
 * How long the round trips of a room's people are: `counts[i]` is of those up to `(i + 1) * RTT_STEP_MS`, and the last
 * one of all that are longer, too. Of bounded size, and two of them add up to one.
 */
export type RttHistogram = readonly number[];

/** Width of a bucket in milliseconds. */
export const RTT_STEP_MS = 20;
/** Up to half a second: no command is ever scheduled further ahead. */
export const RTT_BUCKETS = 25;

export function rttHistogramOf(rttsMs: Iterable<number>): RttHistogram {
  const counts = Array.from({ length: RTT_BUCKETS }, () => 0);
  for (const rttMs of rttsMs) {
    const bucket = Math.max(0, Math.ceil(rttMs / RTT_STEP_MS) - 1);
    const index = Math.min(bucket, RTT_BUCKETS - 1);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

export function addRttHistograms(one: RttHistogram, other: RttHistogram): RttHistogram {
  return Array.from({ length: RTT_BUCKETS }, (_, index) => (one[index] ?? 0) + (other[index] ?? 0));
}

/**
 * The round trip that this share of the people do not exceed, by nearest rank.
 *
 * @param share above 0, up to 1
 * @returns milliseconds, rounded up to the end of a bucket; undefined of nobody
 */
export function rttQuantile(histogram: RttHistogram, share: number): number | undefined {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const rank = Math.ceil(share * total);
  let seen = 0;
  const index = histogram.findIndex((count) => (seen += count) >= rank && count > 0);
  return index < 0 ? undefined : (index + 1) * RTT_STEP_MS;
}
