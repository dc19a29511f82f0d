import { QUEUE_MAX_ITEMS } from '@watchparty/shared';

/** What whoever has just made a room brings along, in the state of its page in the browser's history. */
interface RoomArrival {
  /** Links for the queue. */
  toQueue: readonly string[];
}

/** @returns undefined where there is nothing to bring */
export function roomArrival(toQueue: readonly string[]): RoomArrival | undefined {
  return toQueue.length > 0 ? { toQueue: toQueue.slice(0, QUEUE_MAX_ITEMS) } : undefined;
}

/** Reads it back; a history may hold anything, such as what another release has left there. */
export function readRoomArrival(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null || !('toQueue' in state)) return [];
  const { toQueue } = state;
  return Array.isArray(toQueue) ? toQueue.filter((url) => typeof url === 'string') : [];
}
