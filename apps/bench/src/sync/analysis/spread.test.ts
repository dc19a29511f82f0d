import { describe, expect, it } from '@jest/globals';
import { createOffsetTrack } from './offsets.js';
import { playingRoom, samplesOf } from './simulated-run.js';
import { spreadsOver } from './spread.js';

const PERIOD = { fromMs: 1_000, toMs: 2_000 };
const SEEN = { fromMs: 0, toMs: 3_000 };

function trackOf(aheadMs: (atMs: number) => number, everyMs?: number) {
  return createOffsetTrack(samplesOf(aheadMs, { ...SEEN, everyMs }), playingRoom());
}

describe('spread', () => {
  it('lies between the one most ahead and the one most behind, whenever they were sampled', () => {
    const tracks = [trackOf(() => 4), trackOf(() => -3, 47), trackOf(() => 1, 61)];
    const points = spreadsOver([PERIOD], tracks, [[], [], []]);
    expect(points).toHaveLength(10);
    for (const { spreadMs, rawSpreadMs } of points) {
      expect(spreadMs).toBeCloseTo(7);
      expect(rawSpreadMs).toBeCloseTo(7);
    }
  });

  it('is not moved by a single odd sample, except where single samples speak', () => {
    const tracks = [trackOf(() => 0), trackOf((atMs) => (atMs === 1_500 ? 17 : 0))];
    const points = spreadsOver([PERIOD], tracks, [[], []]);
    expect(Math.max(...points.map(({ spreadMs }) => spreadMs))).toBeCloseTo(0);
    expect(Math.max(...points.map(({ rawSpreadMs }) => rawSpreadMs))).toBeCloseTo(17);
  });

  it('does not look outside of its period', () => {
    const tracks = [trackOf(() => 0), trackOf((atMs) => (atMs < 1_000 ? 500 : 0))];
    const [first] = spreadsOver([PERIOD], tracks, [[], []]);
    expect(first?.spreadMs).toBeCloseTo(0);
  });

  it('leaves out who is excused, and says nothing of one alone', () => {
    const tracks = [trackOf(() => 0), trackOf(() => 300)];
    const points = spreadsOver([PERIOD], tracks, [[], [{ fromMs: 0, toMs: 1_500 }]]);
    expect(points.map(({ atMs }) => atMs)).toEqual([1_500, 1_600, 1_700, 1_800, 1_900]);
  });

  it('says nothing of moments in which a page was not looked at', () => {
    const samples = samplesOf(() => 0, { fromMs: 0, toMs: 1_200 });
    const tracks = [trackOf(() => 0), createOffsetTrack(samples, playingRoom())];
    const points = spreadsOver([PERIOD], tracks, [[], []]);
    expect(points.map(({ atMs }) => atMs)).toEqual([1_000, 1_100, 1_200, 1_300, 1_400]);
  });
});
