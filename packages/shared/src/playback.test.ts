import { describe, expect, it } from '@jest/globals';
import { hasEnded, positionAt, type Playback, type Timeline, waitedForAt } from './playback.js';

const T0 = 1_800_000_000_000;
const playing: Timeline = { isPlaying: true, position: 10, rate: 1, effectiveAt: T0, duration: 100 };

describe('positionAt', () => {
  it.each([
    ['before it takes effect', playing, T0 - 5_000, 10],
    ['at the moment it does', playing, T0, 10],
    ['a millisecond later', playing, T0 + 1, 10.001],
    ['later', playing, T0 + 30_000, 40],
    ['at another rate', { ...playing, rate: 0.25 }, T0 + 30_000, 17.5],
    ['at twice the rate', { ...playing, rate: 2 }, T0 + 30_000, 70],
    ['beyond the end', playing, T0 + 90_001, 100],
    ['long beyond the end', playing, T0 + 1e12, 100],
    ['while paused', { ...playing, isPlaying: false }, T0 + 30_000, 10],
    ['of a position beyond the end', { ...playing, isPlaying: false, position: 200 }, T0, 100],
    ['of a negative position', { ...playing, isPlaying: false, position: -3 }, T0, 0],
    ['without a duration', { ...playing, duration: undefined }, T0 + 1_000_000, 1010],
  ] as [string, Timeline, number, number][])('[PB4] %s', (_, timeline, at, expected) => {
    expect(positionAt(timeline, at)).toBeCloseTo(expected, 9);
  });

  it('[PB4] never goes back while playing', () => {
    let last = -1;
    for (let at = T0 - 1_000; at < T0 + 120_000; at += 37) {
      const position = positionAt(playing, at);
      expect(position).toBeGreaterThanOrEqual(last);
      last = position;
    }
  });
});

describe('hasEnded', () => {
  it('says so from the end on', () => {
    expect(hasEnded(playing, T0 + 89_999)).toBe(false);
    expect(hasEnded(playing, T0 + 90_000)).toBe(true);
    expect(hasEnded({ ...playing, isPlaying: false, position: 100 }, T0)).toBe(true);
  });
  it('never of what has no end', () => {
    expect(hasEnded({ ...playing, duration: undefined }, T0 + 1e12)).toBe(false);
  });
});

describe('waitedForAt', () => {
  const held: Playback = {
    ...playing,
    videoUrl: '/samples/clock.mp4',
    platform: 'file',
    version: 2,
    waitingFor: ['anya', 'borya'],
  };

  it('[BF1] names whom the room waits for until it goes on', () => {
    expect(waitedForAt(held, T0 - 1)).toEqual(['anya', 'borya']);
    expect(waitedForAt(held, T0)).toEqual([]);
  });

  it('[BF1] nobody in a room that is paused, or where nobody ran out', () => {
    expect(waitedForAt({ ...held, isPlaying: false }, T0 - 1)).toEqual([]);
    expect(waitedForAt({ ...held, waitingFor: undefined }, T0 - 1)).toEqual([]);
  });
});
