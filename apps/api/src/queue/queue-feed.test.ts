import { describe, expect, it } from '@jest/globals';
import type { QueueUpdate } from '@watchparty/shared';
import { createQueueFeed } from './queue-feed.js';

/** A feed whose time the test lets pass. */
function stage() {
  const told: string[] = [];
  const timers: { task: () => void; delayMs: number }[] = [];
  const feed = createQueueFeed({
    broadcaster: {
      toRoom: (roomId, event, payload) => {
        const { updates } = payload as { updates: QueueUpdate[] };
        told.push(`${roomId} ${event} ${updates.map(({ version }) => version).join(',')}`);
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
    tell: (version: number, roomId = 'a') => feed.tell(roomId, { version }),
    pass: () => {
      for (const { task } of timers.splice(0)) task();
    },
  };
}

describe('the feed of a room’s queue', () => {
  it('[QU4] tells the first change at once, and all that follow together', () => {
    const { tell, told, pass, timers } = stage();
    for (const version of [1, 2, 3, 4]) tell(version);
    expect(told).toEqual(['a queue:updated 1']);
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([200]);
    pass();
    expect(told).toEqual(['a queue:updated 1', 'a queue:updated 2,3,4']);
    tell(5);
    expect(told).toHaveLength(2);
    pass();
    pass();
    expect(told.at(-1)).toBe('a queue:updated 5');
    expect(timers).toEqual([]);
    tell(6);
    expect(told.at(-1)).toBe('a queue:updated 6');
  });

  it('[QU4] a thousand votes in two seconds are told eleven times', () => {
    const { tell, told, pass } = stage();
    for (let version = 1; version <= 1_000; version += 1) {
      tell(version);
      if (version % 100 === 0) pass();
    }
    expect(told).toHaveLength(11);
  });

  it('[QU4] puts those in order that come back in another', () => {
    const { tell, told, pass } = stage();
    for (const version of [5, 7, 6, 4]) tell(version);
    pass();
    expect(told).toEqual(['a queue:updated 5', 'a queue:updated 4,6,7']);
  });

  it('does not make one room wait for another', () => {
    const { tell, told } = stage();
    tell(1, 'a');
    tell(1, 'b');
    expect(told).toEqual(['a queue:updated 1', 'b queue:updated 1']);
  });

  it('tells what still waits before the node ends', () => {
    const { feed, tell, told, timers } = stage();
    tell(1);
    tell(2);
    tell(1, 'b');
    feed.flush();
    expect(told).toEqual(['a queue:updated 1', 'b queue:updated 1', 'a queue:updated 2']);
    expect(timers).toEqual([]);
  });
});
