import { describe, expect, it } from '@jest/globals';
import type { Run } from '../run.js';
import { absencesOf, calmPeriods, without } from './periods.js';
import { createRoomTimeline } from './room-timeline.js';
import { PLAYING } from './simulated-run.js';

const RUN: Run = {
  pages: [],
  commands: [{ command: { kind: 'seek', share: 0.5 }, by: 0, pressedMs: 10_000 }],
  mishaps: [{ mishap: { kind: 'sleep', lastingMs: 2_000 }, page: 1, fromMs: 4_000, toMs: 6_000 }],
  timelines: [
    { page: 0, playback: PLAYING, heardMs: 0 },
    { page: 0, playback: { ...PLAYING, position: 180, effectiveAt: 10_200, version: 2 }, heardMs: 10_100 },
  ],
  rests: [],
  fromMs: 0,
  toMs: 20_000,
};

describe('calm periods', () => {
  it('end with a press, and begin 3 s after the room has changed its course', () => {
    expect(calmPeriods(RUN, createRoomTimeline(RUN.timelines))).toEqual([
      { fromMs: 0, toMs: 10_000 },
      { fromMs: 13_200, toMs: 20_000 },
    ]);
  });

  it('are those in which the film runs', () => {
    const timelines = [{ playback: { ...PLAYING, isPlaying: false }, heardMs: 0 }];
    expect(calmPeriods(RUN, createRoomTimeline(timelines))).toEqual([]);
  });
});

describe('absences', () => {
  it('last until a page had time to come back, and are its own', () => {
    expect(absencesOf(RUN, 1)).toEqual([{ fromMs: 4_000, toMs: 9_000 }]);
    expect(absencesOf(RUN, 0)).toEqual([]);
  });

  it('of whoever comes late last until the film runs there, and a while longer', () => {
    const late = { mishap: { kind: 'join' }, page: 0, fromMs: -Infinity, toMs: 2_000 } as const;
    const runningFrom = (...playingMs: number[]): Run => ({
      ...RUN,
      mishaps: [late],
      pages: [
        { samples: [], frames: [], events: playingMs.map((atMs) => ({ atMs, name: 'playing', rate: 1 })) },
      ],
    });
    expect(absencesOf(runningFrom(1_000, 4_500, 9_000), 0)).toEqual([{ fromMs: -Infinity, toMs: 7_500 }]);
    expect(absencesOf(runningFrom(), 0)).toEqual([{ fromMs: -Infinity, toMs: 23_000 }]);
  });
});

describe('what is left of a period', () => {
  it('has no holes, however they overlap', () => {
    const holes = [
      { fromMs: 5, toMs: 7 },
      { fromMs: -2, toMs: 1 },
      { fromMs: 6, toMs: 8 },
    ];
    expect(without({ fromMs: 0, toMs: 10 }, holes)).toEqual([
      { fromMs: 1, toMs: 5 },
      { fromMs: 8, toMs: 10 },
    ]);
    expect(without({ fromMs: 0, toMs: 10 }, [{ fromMs: 0, toMs: 10 }])).toEqual([]);
  });
});
