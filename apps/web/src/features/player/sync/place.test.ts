import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { fakePlayer } from '../../../testing/fake-player.js';
import { createPlace } from './place.js';

const NOW_MS = 1_700_000_000_000;
const timeline: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 100,
  rate: 2,
  effectiveAt: NOW_MS + 3_000,
  version: 1,
};

interface Scene {
  atS: number;
  isSeeking?: boolean;
  hasRun?: boolean;
  isMeasured?: boolean;
  isExact?: boolean;
  timeline?: Playback | undefined;
}

function placeOf(scene: Scene) {
  const { atS, isSeeking = false, hasRun = true, isMeasured = true, isExact = true } = scene;
  return createPlace({
    player: fakePlayer({ currentTime: () => atS, isSeeking: () => isSeeking }),
    timeline: () => ('timeline' in scene ? scene.timeline : timeline),
    isMeasured: () => isMeasured,
    isExact,
    hasRun: () => hasRun,
    serverNow: () => NOW_MS,
  });
}

describe('where a player is', () => {
  it('is so far ahead of a position as keyframes may be apart; what is farther off has not jumped at all', () => {
    expect(placeOf({ atS: 97 }).offFromS(100)).toBe(-3);
    expect(placeOf({ atS: 85 }).offFromS(100)).toBe(0);
    expect(placeOf({ atS: 97, isMeasured: false }).offFromS(100)).toBe(0);
  });

  it('is near enough for a hold within 0.1 s, of what has run and stands', () => {
    expect(placeOf({ atS: 100.09 }).standsNear(100)).toBe(true);
    expect(placeOf({ atS: 100.11 }).standsNear(100)).toBe(false);
    expect(placeOf({ atS: 100, hasRun: false }).standsNear(100)).toBe(false);
    expect(placeOf({ atS: 100, isSeeking: true }).standsNear(100)).toBe(false);
  });

  it('is never near enough where the room is paused, for that has a frame to stand on', () => {
    expect(placeOf({ atS: 100, timeline: { ...timeline, isPlaying: false } }).standsNear(100)).toBe(false);
  });

  it('is taken for right where nobody knows it', () => {
    expect(placeOf({ atS: 0, isMeasured: false, hasRun: false }).standsNear(100)).toBe(true);
  });

  it('is behind by the time since the room was there, or ahead by the time until it is', () => {
    expect(placeOf({ atS: 100 }).behindS()).toBe(-3);
    expect(placeOf({ atS: 98 }).behindS()).toBe(-2);
    expect(placeOf({ atS: 90 }).behindS()).toBe(2);
    expect(placeOf({ atS: 100, timeline: undefined }).behindS()).toBeUndefined();
  });

  it('is the keyframe that a frame has landed on, and for a file what it was sent to', () => {
    expect(placeOf({ atS: 97, isExact: false }).landedAtS(100)).toBe(97);
    expect(placeOf({ atS: 97 }).landedAtS(100)).toBe(100);
    expect(placeOf({ atS: 99.96, isExact: false }).landedAtS(100)).toBe(100);
    expect(placeOf({ atS: 30, isExact: false }).landedAtS(100)).toBe(100);
  });
});
