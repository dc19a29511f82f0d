import { describe, expect, it } from '@jest/globals';

import { clockOf, PLATFORM_TABLE } from '../video/platform-table.js';
import { driftTuningOf, FILE_DRIFT_TUNING, SETTLING_DRIFT_TUNING } from './drift-tuning.js';

describe('how players are corrected', () => {
  it('is what it was for files', () => {
    expect(driftTuningOf('exact')).toMatchObject({
      steady: FILE_DRIFT_TUNING,
      settling: SETTLING_DRIFT_TUNING,
      quietAfterPlayingMs: 150,
    });
    expect(FILE_DRIFT_TUNING).toMatchObject({ agreeMs: 0, stuckBandS: 0, stuckAfterMs: 1_000 });
  });

  it.each([
    ['polled', 0.25, 600],
    ['events', 0.5, 1_100],
  ] as const)(
    'keeps two people with %s clocks within %s s, and jumps for what lasts',
    (clock, spreadS, agreeMs) => {
      const { steady, settling, honing, landed, ranOut, quietAfterPlayingMs } = driftTuningOf(clock);
      for (const tuning of [steady, settling, honing, landed, ranOut]) {
        expect(2 * tuning.restlessBandS).toBeLessThan(spreadS);
        expect(tuning).toMatchObject({ seekCooldownMs: 5_000, agreeMs, stuckAfterMs: 2_000 });
        // Nobody is put right to the frame whose clock does not know it.
        expect(tuning.pausedBandS).toBeGreaterThan(0.1);
      }
      expect(2 * driftTuningOf('events').steady.seekOnlyBandS).toBeLessThanOrEqual(0.5);
      expect(quietAfterPlayingMs).toBe(500);
    },
  );
});

describe('the clock of a platform', () => {
  it('is its row’s, and exact unless that says otherwise', () => {
    const clocks = PLATFORM_TABLE.map(({ platform }) => [platform, clockOf(platform)]);
    expect(Object.fromEntries(clocks)).toEqual({
      youtube: 'polled',
      twitch: 'events',
      vimeo: 'events',
      dailymotion: 'events',
      soundcloud: 'events',
      rutube: 'events',
      vk: 'events',
      iframe: 'events',
      ok: 'exact',
      dzen: 'exact',
      kinopoisk: 'exact',
      file: 'exact',
      local: 'exact',
      hls: 'exact',
      dash: 'exact',
    });
  });
});
