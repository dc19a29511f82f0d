import { describe, expect, it } from '@jest/globals';
import { nextInQueue, type QueueItem, skipVotesNeeded } from './queue.js';

function item(id: string, position: number, votes = 0): QueueItem {
  return { id, url: `https://media.example/${id}.mp4`, platform: 'file', votes, position, addedAt: 0 };
}

describe('what plays next', () => {
  it.each([
    ['nothing of nothing', [], undefined],
    ['the first', [item('a', 1), item('b', 2)], 'a'],
    ['the first, however the list is ordered', [item('b', 2), item('a', 1)], 'a'],
    ['what has the most votes', [item('a', 1, 1), item('b', 2, 3), item('c', 3, 2)], 'b'],
    ['of those the first', [item('a', 1), item('c', 3, 2), item('b', 2, 2)], 'b'],
  ])('[QU6] is %s', (_, items, expected) => expect(nextInQueue(items)?.id).toBe(expected));
});

describe('the votes that a skip needs', () => {
  it.each([
    [1, 0.5, 1],
    [2, 0.5, 1],
    [3, 0.5, 2],
    [4, 0.5, 2],
    [3, 1, 3],
    [10, 0.1, 1],
    [10, 0.7, 7],
    [30, 0.1, 3],
    [11, 0.1, 2],
    [0, 0.5, 1],
  ])('[QU9] of %d people with a share of %d are %d', (present, share, needed) => {
    expect(skipVotesNeeded(present, share)).toBe(needed);
  });
});
