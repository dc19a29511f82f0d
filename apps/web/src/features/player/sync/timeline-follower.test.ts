import type { Playback } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createTimelineFollower } from './timeline-follower.js';

const PLAYING: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: 1_000,
  version: 1,
};

/** @param earlyMs how much too soon timers fire */
function stage({ earlyMs = 0 } = {}) {
  let nowMs = 5_000;
  const tasks = new Map<() => void, number>();
  const followed: { version: number; atMs: number }[] = [];
  const follower = createTimelineFollower({
    serverNow: () => nowMs,
    schedule(task, delayMs) {
      tasks.set(task, nowMs + delayMs);
      return () => tasks.delete(task);
    },
    onFollow: ({ version }) => followed.push({ version, atMs: nowMs }),
  });
  const advance = (ms: number): void => {
    const endMs = nowMs + ms;
    for (;;) {
      const [task, atMs] = [...tasks].sort(([, one], [, other]) => one - other)[0] ?? [];
      if (!task || atMs === undefined || atMs - earlyMs > endMs) break;
      tasks.delete(task);
      nowMs = Math.max(nowMs, atMs - earlyMs);
      task();
    }
    nowMs = endMs;
  };
  follower.set(PLAYING);
  return { follower, followed, advance };
}

describe('the timeline that a player follows', () => {
  const faster = { ...PLAYING, position: 4.2, rate: 1.25, effectiveAt: 5_200, version: 2 };

  it('is the present one until a command that moves nobody takes effect', () => {
    const { follower, followed, advance } = stage();
    follower.set(faster);
    advance(199);
    expect(follower.current()?.version).toBe(1);
    advance(1);
    expect(followed).toEqual([
      { version: 1, atMs: 5_000 },
      { version: 2, atMs: 5_200 },
    ]);
  });

  it('is not the next one a hair too early, when timers are', () => {
    const { follower, followed, advance } = stage({ earlyMs: 0.75 });
    follower.set(faster);
    advance(300);
    expect(followed.map(({ version }) => version)).toEqual([1, 2]);
    expect(followed[1]?.atMs).toBeGreaterThanOrEqual(5_200);
  });

  it('is a hold from where it stands on, for whoever is just before that', () => {
    const { follower, followed, advance } = stage();
    const hold = { ...PLAYING, position: 4.3, effectiveAt: 8_000, version: 2, waitingFor: ['anya'] };
    follower.set(hold);
    advance(299);
    expect(follower.current()?.version).toBe(1);
    advance(1);
    expect(followed.at(-1)).toEqual({ version: 2, atMs: 5_300 });
  });

  it.each([
    ['lies behind', { position: 3.9 }],
    ['is far ahead', { position: 9 }],
    ['is of another film', { position: 4.3, videoUrl: '/other.mp4' }],
  ])('is a hold at once where it %s', (_, change) => {
    const { follower } = stage();
    follower.set({ ...PLAYING, effectiveAt: 8_000, version: 2, waitingFor: ['anya'], ...change });
    expect(follower.current()?.version).toBe(2);
  });

  it('is a hold at once where the film has not started yet', () => {
    const { follower } = stage();
    follower.set({ ...PLAYING, position: 100, effectiveAt: 5_400, version: 2 });
    follower.set({ ...PLAYING, position: 100, effectiveAt: 8_000, version: 3, waitingFor: ['anya'] });
    expect(follower.current()?.version).toBe(3);
  });

  it('is a jump at once', () => {
    const { follower } = stage();
    follower.set({ ...PLAYING, position: 100, effectiveAt: 5_400, version: 2 });
    expect(follower.current()?.version).toBe(2);
  });
});
