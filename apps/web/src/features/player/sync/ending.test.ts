import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { isEnding, stopsShort } from './ending.js';

const at = (positionS: number, isPaused: boolean) =>
  fakePlayer({ currentTime: () => positionS, isPaused: () => isPaused });

describe('the end of a film', () => {
  it('is left to a player that runs into it', () => {
    expect(isEnding(at(59.2, false), 60)).toBe(true);
    expect(isEnding(at(58.9, false), 60)).toBe(false);
    expect(isEnding(at(59.2, true), 60)).toBe(false);
  });

  it('is there for whoever says so, and on its way for whoever jumps', () => {
    expect(isEnding(fakePlayer({ isEnded: () => true }), 60)).toBe(true);
    expect(isEnding(fakePlayer({ isSeeking: () => true }), 60)).toBe(true);
  });

  it('is no place to jump to from a frame or two before it', () => {
    expect(stopsShort(at(59.85, true), 60)).toBe(true);
    expect(stopsShort(at(59.95, true), 60)).toBe(false);
  });
});
