import { expect, it } from '@jest/globals';
import type { FilmReaction } from '@watchparty/shared';
import { createReactionFeed } from './reaction-feed.js';

it('tells the first at once and the rest together, no more than can be seen', () => {
  const told: number[] = [];
  const tasks: (() => void)[] = [];
  const feed = createReactionFeed({
    broadcaster: {
      toRoom: (_roomId, _event, payload) =>
        void told.push((payload as { reactions: unknown[] }).reactions.length),
    },
    schedule: (task) => void tasks.push(task),
  });
  const reaction: FilmReaction = { userId: 'u', emoji: '🔥', position: 1 };
  for (let count = 0; count < 50; count += 1) feed.tell('r', reaction);
  expect(told).toEqual([1]);
  tasks.shift()?.();
  expect(told).toEqual([1, 20]);
  tasks.shift()?.();
  feed.tell('r', reaction);
  expect(told).toEqual([1, 20, 1]);
});
