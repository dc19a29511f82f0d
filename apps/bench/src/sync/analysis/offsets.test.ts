import { describe, expect, it } from '@jest/globals';
import { createOffsetTrack } from './offsets.js';
import { playingRoom, samplesOf } from './simulated-run.js';

const ALL = { fromMs: 0, toMs: 10_000 };

describe('offsets', () => {
  it('lie between two samples on the line between them', () => {
    const track = createOffsetTrack(
      samplesOf((atMs) => atMs / 100, { fromMs: 0, toMs: 1_000 }),
      playingRoom(),
    );
    expect(track.rawAt(525, ALL.toMs)).toBeCloseTo(5.25);
  });

  it('go on at the rate of the room where the next sample is the answer to a press', () => {
    const samples = samplesOf((atMs) => (atMs >= 550 ? 60_000 : 3), { fromMs: 0, toMs: 1_000 });
    const track = createOffsetTrack(samples, playingRoom());
    expect(track.rawAt(530, 550)).toBeCloseTo(3);
    expect(track.rawAt(530, ALL.toMs)).toBeGreaterThan(1_000);
  });

  it('are not known long after the last sample', () => {
    const track = createOffsetTrack(
      samplesOf(() => 3, { fromMs: 0, toMs: 1_000 }),
      playingRoom(),
    );
    expect(track.rawAt(1_400, ALL.toMs)).toBeCloseTo(3);
    expect(track.rawAt(1_600, ALL.toMs)).toBeUndefined();
    expect(track.medianAt(1_600, ALL)).toBeUndefined();
  });

  it('are in the median what most samples around say, within the bounds', () => {
    const samples = samplesOf((atMs) => (atMs < 500 ? 900 : 3), { fromMs: 0, toMs: 1_000 });
    const track = createOffsetTrack(samples, playingRoom());
    expect(track.medianAt(520, { fromMs: 500, toMs: 1_000 })).toBeCloseTo(3);
    expect(track.medianAt(400, ALL)).toBeCloseTo(900);
  });
});
