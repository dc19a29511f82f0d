import { describe, expect, it } from '@jest/globals';
import type { Playback } from '@watchparty/shared';
import { createPlaybackFeed } from './playback-feed.js';

const timeline: Omit<Playback, 'version'> = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: 0,
};

/** A feed whose time the test lets pass. */
function stage() {
  const told: string[] = [];
  const timers: { task: () => void; delayMs: number }[] = [];
  const feed = createPlaybackFeed({
    broadcaster: {
      toRoom: (roomId, _event, payload) => {
        const { playback, reason } = payload as { playback: Playback; reason: string };
        told.push(`${roomId} ${reason} ${playback.version}`);
      },
    },
    schedule: (task, delayMs) => {
      const timer = { task, delayMs };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  return {
    feed,
    told,
    timers,
    seek: (version: number, roomId = 'a') => feed.tell(roomId, { ...timeline, version }, 'seek'),
    pass: () => {
      for (const { task } of timers.splice(0)) task();
    },
  };
}

describe('the feed of a room’s timeline', () => {
  it('[PB2] tells the first change at once, and of what follows only the newest', () => {
    const { seek, told, pass, timers } = stage();
    for (const version of [1, 2, 3, 4]) seek(version);
    expect(told).toEqual(['a seek 1']);
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([100]);
    pass();
    expect(told).toEqual(['a seek 1', 'a seek 4']);
    pass();
    pass();
    expect(told).toHaveLength(2);
    expect(timers).toEqual([]);
    seek(5);
    expect(told.at(-1)).toBe('a seek 5');
  });

  it('[PB2] tells a host who scrubs for ten seconds at most every 100 ms', () => {
    const { seek, told, pass } = stage();
    let version = 0;
    for (let tenth = 0; tenth < 100; tenth++) {
      for (let movement = 0; movement < 6; movement++) seek((version += 1));
      pass();
    }
    pass();
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toBe('a seek 600');
  });

  it('keeps the newest when two come back in the other order', () => {
    const { seek, told, pass } = stage();
    for (const version of [5, 7, 6, 4]) seek(version);
    pass();
    pass();
    expect(told).toEqual(['a seek 5', 'a seek 7']);
  });

  it('does not make one room wait for another', () => {
    const { seek, told } = stage();
    seek(1, 'a');
    seek(1, 'b');
    expect(told).toEqual(['a seek 1', 'b seek 1']);
  });

  it('tells what still waits before the node ends', () => {
    const { feed, seek, told, timers } = stage();
    seek(1);
    seek(2);
    seek(1, 'b');
    feed.flush();
    expect(told).toEqual(['a seek 1', 'b seek 1', 'a seek 2']);
    expect(timers).toEqual([]);
  });
});
