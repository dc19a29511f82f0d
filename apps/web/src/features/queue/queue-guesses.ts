import { nextInQueue, type QueueLoop } from '@watchparty/shared';
import type { QueueItemView, QueueView } from '@watchparty/shared/room-client';

/**
 * What a command will have done once the room has agreed. Votes carry the number that they were given upon: whoever hears
 * of the change before the answer comes must not count it twice.
 */
export type QueueGuess =
  | { type: 'moved'; itemId: string; beforeId?: string }
  | { type: 'removed'; itemIds: readonly string[] }
  | { type: 'voted'; itemId: string; isOn: boolean; votesBefore: number }
  | { type: 'looped'; loop: QueueLoop }
  | { type: 'skip_voted'; isOn: boolean; votesBefore: number };

/** The queue as it will be if all goes well. A guess about something that is gone changes nothing. */
export function guessQueue(view: QueueView, guesses: readonly QueueGuess[]): QueueView {
  if (guesses.length === 0) return view;
  const guessed = guesses.reduce(applyGuess, view);
  const items = guessed.items.map((item, index) => ({ ...item, position: index }));
  const next = nextInQueue(items);
  return { ...guessed, items: items.map((item) => ({ ...item, isNext: item.id === next?.id })) };
}

/** An item before another one, or at the end; the same list where one of the two is not in it. */
function movedBefore<T extends { id: string }>(
  items: readonly T[],
  itemId: string,
  beforeId: string | undefined,
): readonly T[] {
  const moved = items.find(({ id }) => id === itemId);
  const others = items.filter(({ id }) => id !== itemId);
  const index = beforeId === undefined ? others.length : others.findIndex(({ id }) => id === beforeId);
  return moved && index >= 0 ? [...others.slice(0, index), moved, ...others.slice(index)] : items;
}

function applyGuess(view: QueueView, guess: QueueGuess): QueueView {
  switch (guess.type) {
    case 'moved':
      return { ...view, items: [...movedBefore(view.items, guess.itemId, guess.beforeId)] };
    case 'removed':
      return { ...view, items: view.items.filter(({ id }) => !guess.itemIds.includes(id)) };
    case 'voted':
      return {
        ...view,
        items: view.items.map((item) => (item.id === guess.itemId ? voted(item, guess) : item)),
      };
    case 'looped':
      return { ...view, loop: guess.loop };
    case 'skip_voted': {
      const { skip } = view;
      if (!skip || skip.isYours === guess.isOn) return view;
      return { ...view, skip: { ...skip, votes: countedVotes(skip.votes, guess), isYours: guess.isOn } };
    }
  }
}

function voted(item: QueueItemView, vote: { isOn: boolean; votesBefore: number }): QueueItemView {
  if (item.hasYourVote === vote.isOn) return item;
  return { ...item, votes: countedVotes(item.votes, vote), hasYourVote: vote.isOn };
}

function countedVotes(votes: number, { isOn, votesBefore }: { isOn: boolean; votesBefore: number }): number {
  if (votes !== votesBefore) return votes;
  return Math.max(0, votes + (isOn ? 1 : -1));
}
