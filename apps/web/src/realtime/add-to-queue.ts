import {
  mayControlPlayback,
  QUEUE_ADD_MAX,
  QUEUE_MAX_ITEMS,
  QUEUE_MAX_ITEMS_PER_PERSON,
} from '@watchparty/shared';
import { you, type RoomSession } from '@watchparty/shared/room-client';

type Room = Pick<RoomSession, 'store' | 'changeQueue'>;

/**
 * Adds as many links as the queue seems to have room for, some at a time. What is refused once others are in is left out.
 *
 * @returns how many came in, where that can be told
 * @throws CommandError where none did
 */
export async function addToQueue(room: Room, urls: readonly string[]): Promise<number | undefined> {
  const before = ownIds(room);
  // Where nothing fits, one is sent all the same: the refusal has the words for it.
  const fitting = urls.slice(0, Math.max(1, spaceIn(room)));
  for (let from = 0; from < fitting.length; from += QUEUE_ADD_MAX) {
    try {
      await room.changeQueue('queue:add', { urls: fitting.slice(from, from + QUEUE_ADD_MAX) });
    } catch (error) {
      if (from === 0) throw error;
      break;
    }
  }
  const after = ownIds(room);
  return before && after && [...after].filter((id) => !before.has(id)).length;
}

function ownIds({ store }: Room): ReadonlySet<string> | undefined {
  const state = store.getState();
  if (state.status !== 'joined') return undefined;
  const own = state.queue.queue.items.filter(({ addedBy }) => addedBy?.userId === state.youId);
  return new Set(own.map(({ id }) => id));
}

/** How many this person may add, as far as is known here. */
function spaceIn(room: Room): number {
  const state = room.store.getState();
  if (state.status !== 'joined') return 0;
  const role = you(state)?.role;
  const inAll = QUEUE_MAX_ITEMS - state.queue.queue.items.length;
  if (role !== undefined && mayControlPlayback(role, state.room.controlMode)) return inAll;
  return Math.min(inAll, QUEUE_MAX_ITEMS_PER_PERSON - (ownIds(room)?.size ?? 0));
}
