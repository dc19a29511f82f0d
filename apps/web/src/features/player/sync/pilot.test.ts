import { createLatency } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { createPilot } from './pilot.js';

function stage() {
  const done: unknown[][] = [];
  const pilot = createPilot({
    player: fakePlayer({ currentTime: () => 40, setRate: (...told) => done.push(['rate', ...told]) }),
    seeker: {
      seekTo: (position) => done.push(['seek', position]),
      beginVideo: () => done.push(['begin video']),
    },
    starter: {
      start: (...told) => done.push(['start', ...told]),
      latencies: () => ({ start: createLatency(0.085, 1), resume: createLatency(0.02, 1) }),
    },
    serverNow: () => 1_700_000_000_000,
  });
  return { done, pilot };
}

describe('what moves a player', () => {
  it('is told to it, and kept for a report', () => {
    const { done, pilot } = stage();
    pilot.seekTo(100);
    pilot.start(-0.1);
    pilot.changeRate({ rate: 1.015, keepsPitch: false });
    expect(done).toEqual([
      ['seek', 100],
      ['start', -0.1, 'start'],
      ['rate', 1.015, { keepsPitch: false }],
    ]);
    const atMs = 1_700_000_000_000;
    expect(pilot.corrections()).toEqual([
      { type: 'seek', byS: 60, atMs },
      { type: 'start', atMs },
      { type: 'rate', rate: 1.015, atMs },
    ]);
  });

  it('starts at another price where the player has run since its latest jump', () => {
    const { done, pilot } = stage();
    pilot.seekTo(100);
    expect([pilot.hasRun(), pilot.startLatencyS()]).toEqual([false, 0.085]);
    pilot.start(undefined);
    expect([pilot.hasRun(), pilot.startLatencyS()]).toEqual([true, 0.02]);
    pilot.start(undefined);
    expect(done.slice(1)).toEqual([
      ['start', undefined, 'start'],
      ['start', undefined, 'resume'],
    ]);
    pilot.seekTo(200);
    expect(pilot.hasRun()).toBe(false);
  });

  it('knows nothing of another film', () => {
    const { done, pilot } = stage();
    pilot.start(undefined);
    pilot.beginVideo();
    expect([pilot.hasRun(), pilot.startLatencyS()]).toEqual([false, 0.085]);
    expect(done.at(-1)).toEqual(['begin video']);
  });

  it('has jumped for a timeline once it did, or where somebody was shown that jump before', () => {
    const { pilot } = stage();
    expect(pilot.hasJumped()).toBe(false);
    pilot.seekTo(100);
    expect(pilot.hasJumped()).toBe(true);
    pilot.beginTimeline(false);
    expect(pilot.hasJumped()).toBe(false);
    pilot.beginTimeline(true);
    expect(pilot.hasJumped()).toBe(true);
  });
});
