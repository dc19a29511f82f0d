import { describe, expect, it } from '@jest/globals';
import type { Playback } from '@watchparty/shared';

import { differenceOf, parsePlace, partyClockAt } from './party-clock.js';

const NOW = 1_700_000_000_000;

function playback(change: Partial<Playback>): Playback {
  return {
    videoUrl: 'https://site.example/film',
    platform: 'iframe',
    isPlaying: true,
    position: 60,
    rate: 1,
    effectiveAt: NOW,
    version: 1,
    ...change,
  };
}

describe('the clock of a party', () => {
  it.each([
    [3_160, 3],
    [2_999, 3],
    [2_000, 2],
    [1, 1],
  ])('counts down %i ms before the start: %i', (leftMs, seconds) => {
    const clock = partyClockAt(playback({ effectiveAt: NOW + leftMs }), NOW);
    expect(clock).toEqual({ phase: 'countdown', seconds, position: 60 });
  });

  it('runs from the start on, and rests otherwise', () => {
    expect(partyClockAt(playback({}), NOW)).toEqual({ phase: 'running', position: 60 });
    expect(partyClockAt(playback({}), NOW + 5_000)).toEqual({ phase: 'running', position: 65 });
    expect(partyClockAt(playback({ isPlaying: false }), NOW + 5_000)).toEqual({
      phase: 'resting',
      position: 60,
    });
  });

  it('knows how far somebody is from it', () => {
    expect(differenceOf({ position: 70, atMs: NOW + 5_000 }, playback({}))).toBe(5);
    expect(differenceOf({ position: 50, atMs: NOW + 5_000 }, playback({}))).toBe(-15);
  });
});

it.each([
  ['754', 754],
  ['12:34', 754],
  [' 1:02:03 ', 3_723],
  ['90:00', 5_400],
  ['12:75', undefined],
  ['', undefined],
  ['12:', undefined],
  ['soon', undefined],
  ['-5', undefined],
])('reads %j as %j', (text, seconds) => expect(parsePlace(text)).toBe(seconds));
