import type { Report } from './report.js';

const QUIET = { offRateS: 0, weightedOffRateS: 0, interruptions: 0, interruptedMs: 0 };
const page = {
  drift: { count: 100, p50: 1, p95: 4, p99: 5, max: 5 },
  calmSeconds: 60,
  calmSeeks: 0,
  calmRateChanges: 1,
  rateChangesPerMinute: 1,
  calmDisturbance: QUIET,
  disturbance: QUIET,
};

/** For tests: a run of two pages that kept every promise. */
export const GOOD_REPORT: Report = {
  profile: '4g',
  medium: 'mp4',
  pages: 2,
  seed: '1',
  isShort: true,
  links: ['4g', '4g'],
  seconds: 60,
  figures: {
    spread: { count: 100, p50: 6, p95: 12, p99: 15, max: 18 },
    rawSpread: { count: 100, p50: 7, p95: 13, p99: 17, max: 22 },
    calmSeconds: 40,
    commands: [
      {
        command: { kind: 'seek', share: 0.5 },
        atMs: 10_000,
        convergedMs: 600,
        convergedFromEffectMs: 400,
        toldMs: 60,
        isOvertaken: false,
        seeks: [1, 1],
        holds: 0,
      },
    ],
    convergence: { count: 1, p50: 600, p95: 600, p99: 600, max: 600 },
    telling: { count: 1, p50: 60, p95: 60, p99: 60, max: 60 },
    recoveries: [{ kind: 'sleep', page: 1, atMs: 30_000, recoveredMs: 900, seeks: 1 }],
    pages: [page, page],
    frames: {
      looks: 80,
      read: 80,
      numberFits: 80,
      withinFrame: 79,
      differenceMs: { count: 80, p50: 5, p95: 20, p99: 30, max: 40 },
      medianMs: 1,
    },
    restFrames: [0],
    course: [
      { atMs: 0, spreadMs: 400, isCalm: false },
      { atMs: 100, spreadMs: 5, isCalm: true },
      { atMs: 200, spreadMs: 6, isCalm: true },
      { atMs: 900, spreadMs: 7, isCalm: true },
    ],
  },
  conditions: {
    load: { cores: 2, busy: 0.5, loadAverage: 1 },
    frames: [
      { total: 500, dropped: 5 },
      { total: 500, dropped: 5 },
    ],
    browserCpuSeconds: [10, 10],
    relayLatenessMs: { count: 1000, p50: 0.5, p95: 2, p99: 5, max: 20 },
    clocks: [],
    complaints: [],
  },
};
