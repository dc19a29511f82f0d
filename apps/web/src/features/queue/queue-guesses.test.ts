import type { QueueItemView, QueueView } from '@watchparty/shared/room-client';
import { describe, expect, it } from '@jest/globals';

import { guessQueue, type QueueGuess } from './queue-guesses.js';

function item(id: string, change: Partial<QueueItemView> = {}): QueueItemView {
  return {
    id,
    url: `https://media.example/${id}`,
    platform: 'file',
    votes: 0,
    position: 0,
    addedAt: 0,
    isNext: false,
    hasYourVote: false,
    mayRemove: true,
    ...change,
  };
}

const VIEW: QueueView = {
  items: [item('a', { isNext: true, position: 1 }), item('b', { position: 2 }), item('c', { position: 3 })],
  playing: undefined,
  loop: 'none',
  mayControl: true,
  skip: { votes: 1, needed: 2, isYours: false },
};

const idsAfter = (...guesses: QueueGuess[]) =>
  guessQueue(VIEW, guesses)
    .items.map(({ id }) => id)
    .join('');

describe('guessQueue', () => {
  it('moves before another one and to the end, one after the other', () => {
    expect(idsAfter({ type: 'moved', itemId: 'c', beforeId: 'a' })).toBe('cab');
    expect(idsAfter({ type: 'moved', itemId: 'a' })).toBe('bca');
    expect(idsAfter({ type: 'moved', itemId: 'c', beforeId: 'a' }, { type: 'moved', itemId: 'a' })).toBe(
      'cba',
    );
  });

  it('says anew what comes next', () => {
    const next = (...guesses: QueueGuess[]) =>
      guessQueue(VIEW, guesses).items.find(({ isNext }) => isNext)?.id;
    expect(next({ type: 'moved', itemId: 'c', beforeId: 'a' })).toBe('c');
    expect(next({ type: 'removed', itemIds: ['a'] })).toBe('b');
    expect(next({ type: 'voted', itemId: 'c', isOn: true, votesBefore: 0 })).toBe('c');
  });

  it('changes nothing about what is gone', () => {
    expect(idsAfter({ type: 'moved', itemId: 'x', beforeId: 'a' })).toBe('abc');
    expect(idsAfter({ type: 'moved', itemId: 'a', beforeId: 'x' })).toBe('abc');
    expect(idsAfter({ type: 'removed', itemIds: ['x'] })).toBe('abc');
  });

  it('counts a vote once, whichever comes first: the news or the answer', () => {
    const vote: QueueGuess = { type: 'voted', itemId: 'a', isOn: true, votesBefore: 0 };
    const votesOf = (change: Partial<QueueItemView>) =>
      guessQueue({ ...VIEW, items: [item('a', change)] }, [vote]).items[0];
    expect(votesOf({})).toMatchObject({ votes: 1, hasYourVote: true });
    expect(votesOf({ votes: 1 })).toMatchObject({ votes: 1, hasYourVote: true });
    expect(votesOf({ votes: 1, hasYourVote: true })).toMatchObject({ votes: 1, hasYourVote: true });
  });

  it('gives and takes back a vote to skip, where there is one to give', () => {
    expect(guessQueue(VIEW, [{ type: 'skip_voted', isOn: true, votesBefore: 1 }]).skip).toEqual({
      votes: 2,
      needed: 2,
      isYours: true,
    });
    const unskippable = { ...VIEW, skip: undefined };
    expect(
      guessQueue(unskippable, [{ type: 'skip_voted', isOn: true, votesBefore: 0 }]).skip,
    ).toBeUndefined();
  });

  it('shows another way to repeat', () => {
    expect(guessQueue(VIEW, [{ type: 'looped', loop: 'all' }]).loop).toBe('all');
  });
});
