import type { ListRoomsResponse, RoomSummary } from '@watchparty/shared';

import type { RoomFilter } from '../../lib/rooms-keys.js';

/** What React Query keeps of a list that is read page by page. */
interface Pages<P> {
  pages: ListRoomsResponse[];
  pageParams: P[];
}

/**
 * The public list after a room has changed. A room stays where it is, so that nothing jumps under a thumb; a new one
 * comes first, but not into the results of a search, which only the server can judge. What is on may change, and with it
 * whether the room belongs into a list of one platform.
 */
export function withRoomUpdated<P>(
  list: Pages<P>,
  room: RoomSummary,
  { search = '', platform }: RoomFilter = {},
): Pages<P> {
  const isOfPlatform = platform === undefined || room.platform === platform;
  if (!room.isPublic || !isOfPlatform) return withRoomRemoved(list, room.id);
  if (list.pages.some((page) => hasRoom(page, room.id))) {
    return { ...list, pages: list.pages.map((page) => withRoomReplaced(page, room)) };
  }
  const [first, ...others] = list.pages;
  if (first === undefined || search !== '') return list;
  return { ...list, pages: [{ ...first, rooms: [room, ...first.rooms] }, ...others] };
}

export function withRoomRemoved<P>(list: Pages<P>, roomId: string): Pages<P> {
  if (!list.pages.some((page) => hasRoom(page, roomId))) return list;
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, rooms: page.rooms.filter((room) => room.id !== roomId) })),
  };
}

/** One page with a room's new state in the old one's place; the same page when the room is not there. */
export function withRoomReplaced(page: ListRoomsResponse, room: RoomSummary): ListRoomsResponse {
  if (!hasRoom(page, room.id)) return page;
  return { ...page, rooms: page.rooms.map((known) => (known.id === room.id ? newer(known, room) : known)) };
}

/** All rooms in order, each once: a room may slip to the next page while the first is already there. */
export function roomsOf<P>(list: Pages<P> | undefined): RoomSummary[] {
  const rooms = new Map<string, RoomSummary>();
  for (const page of list?.pages ?? []) {
    for (const room of page.rooms) {
      if (!rooms.has(room.id)) rooms.set(room.id, room);
    }
  }
  return [...rooms.values()];
}

function hasRoom(page: ListRoomsResponse, roomId: string): boolean {
  return page.rooms.some((room) => room.id === roomId);
}

/** A push may be overtaken by a later one, or by a list that was read meanwhile. */
function newer(known: RoomSummary, room: RoomSummary): RoomSummary {
  return room.updatedAt < known.updatedAt ? known : room;
}
