import { describe, expect, it } from '@jest/globals';
import { addRttHistograms, RTT_BUCKETS, RTT_STEP_MS, rttHistogramOf, rttQuantile } from './rtt-histogram.js';

describe('a histogram of round trips', () => {
  it.each([
    [[], undefined],
    [[0], 20],
    [[20], 20],
    [[20.1], 40],
    [[35, 300], 300],
    [[60_000], RTT_BUCKETS * RTT_STEP_MS],
  ])('nine of ten of %j take at most %s ms', (rttsMs, expected) => {
    expect(rttQuantile(rttHistogramOf(rttsMs), 0.9)).toBe(expected);
  });

  it('does not let one of ten decide for the others', () => {
    const fast = Array.from({ length: 9 }, () => 50);
    expect(rttQuantile(rttHistogramOf([...fast, 60_000]), 0.9)).toBe(60);
    expect(rttQuantile(rttHistogramOf([...fast, 400, 400]), 0.9)).toBe(400);
  });

  it('two are as good as one of all', () => {
    const near = [10, 30, 30, 90];
    const far = [200, 210, 499, 700];
    expect(addRttHistograms(rttHistogramOf(near), rttHistogramOf(far))).toEqual(
      rttHistogramOf([...near, ...far]),
    );
    expect(addRttHistograms([], rttHistogramOf(near))).toEqual(rttHistogramOf(near));
  });
});
