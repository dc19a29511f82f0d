/** Where something stands in a queue. */
export interface Place {
  id: string;
  position: number;
}

/** A move as it is to be written: one item's new position, or that of every item where nothing is left between two. */
export type Move =
  { kind: 'none' } | { kind: 'moved'; position: number } | { kind: 'renumbered'; ids: string[] };

/**
 * Puts an item before another one, or at the end.
 *
 * @param places all of the queue, by rising position
 * @param beforeId must be among them
 */
export function moveItem(places: readonly Place[], itemId: string, beforeId: string | undefined): Move {
  if (beforeId === itemId) return { kind: 'none' };
  const others = places.filter(({ id }) => id !== itemId);
  const index = beforeId === undefined ? others.length : others.findIndex(({ id }) => id === beforeId);
  if (places[index]?.id === itemId) return { kind: 'none' };
  const position = between(others[index - 1]?.position, others[index]?.position);
  if (position !== undefined) return { kind: 'moved', position };
  const ids = others.map(({ id }) => id);
  ids.splice(index, 0, itemId);
  return { kind: 'renumbered', ids };
}

/** @returns a number above `low` and below `high`; undefined where doubles have none */
function between(low: number | undefined, high: number | undefined): number | undefined {
  if (low === undefined) return high === undefined ? 1 : high - 1;
  if (high === undefined) return low + 1;
  const middle = (low + high) / 2;
  return middle > low && middle < high ? middle : undefined;
}
