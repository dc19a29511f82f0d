import { describe, expect, it } from '@jest/globals';
import { moveItem, type Place } from './queue-order.js';

const PLACES: Place[] = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, position: index + 1 }));

/** The queue after a move, as ids. */
function moved(places: readonly Place[], itemId: string, beforeId?: string): Place[] {
  const move = moveItem(places, itemId, beforeId);
  if (move.kind === 'renumbered') return move.ids.map((id, index) => ({ id, position: index + 1 }));
  return places
    .map((place) =>
      move.kind === 'moved' && place.id === itemId ? { ...place, position: move.position } : place,
    )
    .sort((a, b) => a.position - b.position);
}

const idsOf = (places: readonly Place[]): string => places.map(({ id }) => id).join('');

describe('the order of a queue', () => {
  it.each([
    ['a', 'c', 'bacd'],
    ['d', 'a', 'dabc'],
    ['c', 'b', 'acbd'],
    ['b', undefined, 'acdb'],
    ['d', 'c', 'abdc'],
  ])('[QU5] %s goes before %s: %s', (itemId, beforeId, expected) => {
    expect(idsOf(moved(PLACES, itemId, beforeId))).toBe(expected);
  });

  it.each([
    ['a', 'b'],
    ['a', 'a'],
    ['c', 'd'],
    ['d', undefined],
  ])('[QU5] %s is before %s already', (itemId, beforeId) => {
    expect(moveItem(PLACES, itemId, beforeId)).toEqual({ kind: 'none' });
  });

  it('[QU5] numbers all anew when nothing is left between two, and goes on', () => {
    let places: Place[] = [...PLACES];
    let renumberings = 0;
    // The last one goes to the second place each time: every move halves what is between the first two.
    for (let moves = 1; moves <= 400; moves += 1) {
      const last = places.at(-1)!.id;
      const expected = `${places[0]!.id}${last}${idsOf(places.slice(1, -1))}`;
      if (moveItem(places, last, places[1]!.id).kind === 'renumbered') renumberings += 1;
      places = moved(places, last, places[1]!.id);
      expect(idsOf(places)).toBe(expected);
      expect(new Set(places.map(({ position }) => position)).size).toBe(4);
    }
    expect(renumberings).toBeGreaterThan(0);
    expect(renumberings).toBeLessThan(40);
  });
});
