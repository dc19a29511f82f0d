import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { expectedDelayS } from './expected-delay.js';

const START_MS = 1_700_000_000_000;
const timeline: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 200,
  rate: 1.5,
  effectiveAt: START_MS,
  version: 1,
};
const jump = { toS: 200, isOver: false, cost: 'fetch' } as const;
const nowMs = START_MS - 500;

describe('the delay of a player that must fetch what it was sent to', () => {
  it('is the time from the room’s start to its own, whatever the rate', () => {
    expect(expectedDelayS({ timeline, jump, nowMs, startsAtMs: START_MS + 800 })).toBeCloseTo(0.8);
  });

  it('is none where it is ready before the room starts', () => {
    expect(expectedDelayS({ timeline, jump, nowMs, startsAtMs: START_MS - 300 })).toBe(0);
  });

  it('counts from now on while the room waits for somebody else, who may be ready at any moment', () => {
    const hold = { ...timeline, effectiveAt: START_MS + 10_000, waitingFor: ['boris'] };
    expect(expectedDelayS({ timeline: hold, jump, nowMs: START_MS, startsAtMs: START_MS + 800 })).toBeCloseTo(
      0.8,
    );
    const over = { ...hold, effectiveAt: START_MS };
    expect(expectedDelayS({ timeline: over, jump, nowMs: START_MS, startsAtMs: START_MS + 800 })).toBeCloseTo(
      0.8,
    );
  });

  it.each([
    ['is over', { ...jump, isOver: true }],
    ['goes to what is there already', { ...jump, cost: 'seek' as const }],
  ])('is none where the jump %s', (_, other) => {
    expect(expectedDelayS({ timeline, jump: other, nowMs, startsAtMs: START_MS + 800 })).toBe(0);
  });
});
