import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { activityOf } from './player-activity.js';

describe('what a player is doing', () => {
  it('is the first of these that it says of itself', () => {
    const [yes, no] = [() => true, () => false];
    expect(activityOf(fakePlayer({ isEnded: yes, isSeeking: yes, isPaused: yes, hasData: no }))).toBe(
      'ended',
    );
    expect(activityOf(fakePlayer({ isSeeking: yes, isPaused: yes, hasData: no }))).toBe('seeking');
    expect(activityOf(fakePlayer({ isPaused: yes, hasData: no }))).toBe('paused');
    expect(activityOf(fakePlayer({ isPaused: no, hasData: no }))).toBe('buffering');
    expect(activityOf(fakePlayer({ isPaused: no }))).toBe('playing');
  });
});
