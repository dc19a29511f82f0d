import { describe, expect, it } from '@jest/globals';

import { syncReport, type ReportSurroundings } from './sync-report.js';

const AT_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
const SURROUNDINGS: ReportSurroundings = {
  appVersion: '1.2.3',
  telegram: { platform: 'ios', version: '8.0' },
  userAgent: 'Mozilla/5.0 (iPhone)',
  language: 'ru',
  player: 'hls',
};

describe('a report of the synchronisation', () => {
  it('has every figure with its unit', () => {
    const report = syncReport(
      {
        atMs: AT_MS,
        status: { type: 'synced', differenceMs: -4 },
        deviceClockMs: -1234.56,
        clock: { rttMs: 40.25, errorMs: 3, jitterMs: 1.5, skewPpm: 12.34 },
        details: {
          differenceMs: 4.2,
          rate: 1.02,
          roomRate: 1,
          seekLatencyMs: 80,
          fetchLatencyMs: 300,
          startLatencyMs: 50,
          corrections: [
            { type: 'seek', byS: 1.25, atMs: AT_MS - 5_000 },
            { type: 'start', atMs: AT_MS - 4_500 },
            { type: 'rate', rate: 1.02, atMs: AT_MS - 250 },
          ],
        },
      },
      SURROUNDINGS,
    );
    expect(report.split('\n')).toEqual([
      'WatchParty sync report',
      'time: 2026-01-02T03:04:05.000Z',
      'app: 1.2.3',
      'telegram: ios 8.0',
      'browser: Mozilla/5.0 (iPhone)',
      'language: ru',
      'player: hls',
      'state: synced',
      'difference (player - room): 4.2 ms',
      'clock (device - server): -1234.6 ms',
      'clock error: 3.0 ms',
      'round trip: 40.3 ms',
      'jitter: 1.5 ms',
      'skew: 12.3 ppm',
      'rate: 1.02 (room 1)',
      'seek latency: 80.0 ms',
      'fetch latency: 300.0 ms',
      'start latency: 50.0 ms',
      'corrections: 3',
      '  -5.00 s: seek by 1.250 s',
      '  -4.50 s: start',
      '  -0.25 s: rate 1.02',
    ]);
  });

  it('says what is not known, without a player and a clock', () => {
    const report = syncReport(
      { atMs: AT_MS, status: { type: 'failed', problem: 'network' } },
      { ...SURROUNDINGS, player: undefined },
    );
    expect(report).toContain('player: none');
    expect(report).toContain('state: failed (network)');
    expect(report).toContain('clock (device - server): unknown');
    expect(report).not.toContain('rate:');
  });
});
