import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { filmPosition, showDelayMs } from './show-delay.js';

const playback = {
  isPlaying: true,
  position: 100,
  rate: 2,
  effectiveAt: 0,
  duration: 600,
} as Playback;
const film = { playback, serverNow: 1_000, behindMs: 500 };

describe('a reaction over the picture', () => {
  it('is of the moment that one’s own player shows', () => {
    expect(filmPosition(film)).toBe(101);
    expect(filmPosition({ ...film, playback: { ...playback, isPlaying: false } })).toBe(100);
  });

  it('waits until the film is there', () => {
    expect(showDelayMs(103, film)).toBe(1_000);
  });

  it('waits for nothing that is past, far away, or at rest', () => {
    expect(showDelayMs(90, film)).toBe(0);
    expect(showDelayMs(300, film)).toBe(0);
    expect(showDelayMs(103, { ...film, playback: { ...playback, isPlaying: false } })).toBe(0);
  });
});
