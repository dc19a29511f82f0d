import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { shownPlayback, withIntent, withoutIntent } from './playback-intent.js';

const playing: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 10,
  rate: 1,
  effectiveAt: 1_000,
  version: 3,
};

describe('playback intents', () => {
  it('shows the truth while nothing was asked for', () => {
    expect(shownPlayback(playing, [], 6_000)).toEqual({
      isPlaying: true,
      position: 15,
      rate: 1,
      isPending: false,
    });
  });

  it('shows a pause at once, as pending, until the answer is there', () => {
    const intents = withIntent([], { id: 1, isPlaying: false });
    expect(shownPlayback(playing, intents, 6_000)).toMatchObject({ isPlaying: false, isPending: true });
    const paused = { ...playing, isPlaying: false, position: 15.2, version: 4 };
    expect(shownPlayback(paused, withoutIntent(intents, 1), 6_000)).toMatchObject({
      isPlaying: false,
      isPending: false,
    });
  });

  it('goes back to the truth when the server refuses', () => {
    const intents = withoutIntent(withIntent([], { id: 1, isPlaying: false }), 1);
    expect(shownPlayback(playing, intents, 6_000).isPlaying).toBe(true);
  });

  it('lets the latest of two quick taps win, whichever is answered first', () => {
    const both = withIntent(withIntent([], { id: 1, isPlaying: false }), { id: 2, isPlaying: true });
    expect(shownPlayback(playing, both, 6_000).isPlaying).toBe(true);
    const paused = { ...playing, isPlaying: false, version: 4 };
    expect(shownPlayback(paused, withoutIntent(both, 1), 6_000).isPlaying).toBe(true);
  });

  it('keeps wishes about different things apart', () => {
    const intents = withIntent(withIntent([], { id: 1, isPlaying: false }), { id: 2, position: 90 });
    expect(shownPlayback(playing, intents, 6_000)).toMatchObject({ isPlaying: false, position: 90 });
  });

  it('replaces a wish that is still being made', () => {
    const intents = withIntent(withIntent([], { id: 1, position: 20 }), { id: 1, position: 30 });
    expect(intents).toHaveLength(1);
    expect(shownPlayback(playing, intents, 6_000).position).toBe(30);
  });
});
