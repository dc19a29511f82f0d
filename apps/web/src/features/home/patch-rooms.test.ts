import type { ListRoomsResponse, RoomSummary } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { roomSummary } from '../../testing/fake-rooms.js';
import { roomsOf, withRoomRemoved, withRoomReplaced, withRoomUpdated } from './patch-rooms.js';

const room = (id: string, overrides: Partial<RoomSummary> = {}) => roomSummary({ id, ...overrides });
const listOf = (...pages: RoomSummary[][]) => ({
  pages: pages.map((rooms, index): ListRoomsResponse => ({
    rooms,
    nextCursor: index === pages.length - 1 ? null : `after ${index}`,
  })),
  pageParams: pages.map((_, index) => (index === 0 ? null : `after ${index - 1}`)),
});
const idsOf = (list: ReturnType<typeof listOf>) => list.pages.map((page) => page.rooms.map(({ id }) => id));

describe('withRoomUpdated', () => {
  const list = listOf([room('a'), room('b')], [room('c')]);

  it('changes a room where it stands', () => {
    const patched = withRoomUpdated(list, room('c', { participantCount: 9, updatedAt: 2_000 }));
    expect(idsOf(patched)).toEqual([['a', 'b'], ['c']]);
    expect(patched.pages[1]?.rooms[0]?.participantCount).toBe(9);
    expect(patched.pages[0]).toBe(list.pages[0]);
  });

  it('puts a new room first', () => {
    expect(idsOf(withRoomUpdated(list, room('new')))).toEqual([['new', 'a', 'b'], ['c']]);
    expect(idsOf(withRoomUpdated(listOf([]), room('new')))).toEqual([['new']]);
  });

  it('leaves new rooms out of search results, which only the server can judge', () => {
    expect(withRoomUpdated(list, room('new'), { search: 'night' })).toBe(list);
    const patched = withRoomUpdated(list, room('a', { name: 'Renamed' }), { search: 'night' });
    expect(patched.pages[0]?.rooms[0]?.name).toBe('Renamed');
  });

  it('takes a room away that is no longer public', () => {
    expect(idsOf(withRoomUpdated(list, room('b', { isPublic: false })))).toEqual([['a'], ['c']]);
    expect(withRoomUpdated(list, room('x', { isPublic: false }))).toBe(list);
  });

  it('keeps a list of one platform to it, whatever a room turns to', () => {
    const filter = { platform: 'vk' } as const;
    expect(withRoomUpdated(list, room('new', { platform: 'youtube' }), filter)).toBe(list);
    expect(idsOf(withRoomUpdated(list, room('new', { platform: 'vk' }), filter))[0]).toEqual([
      'new',
      'a',
      'b',
    ]);
    expect(idsOf(withRoomUpdated(list, room('a', { platform: 'youtube' }), filter))).toEqual([['b'], ['c']]);
  });

  it('does not go back to an older state', () => {
    const patched = withRoomUpdated(list, room('a', { participantCount: 0, updatedAt: 500 }));
    expect(patched.pages[0]?.rooms[0]?.participantCount).toBe(3);
  });

  it('changes nothing in place', () => {
    const before = JSON.stringify(list);
    withRoomUpdated(list, room('a', { name: 'Renamed' }));
    withRoomUpdated(list, room('new'));
    withRoomRemoved(list, 'a');
    expect(JSON.stringify(list)).toBe(before);
  });
});

describe('withRoomRemoved', () => {
  it('takes the room from whichever page it is on', () => {
    expect(idsOf(withRoomRemoved(listOf([room('a')], [room('b'), room('c')]), 'b'))).toEqual([['a'], ['c']]);
  });

  it('answers with the same list when it was not there', () => {
    const list = listOf([room('a')]);
    expect(withRoomRemoved(list, 'x')).toBe(list);
  });
});

describe('withRoomReplaced', () => {
  it('keeps private rooms of one’s own, and adds none', () => {
    const page = { rooms: [room('a', { isPublic: false })], nextCursor: null };
    expect(withRoomReplaced(page, room('a', { isPublic: false, name: 'Renamed' })).rooms[0]?.name).toBe(
      'Renamed',
    );
    expect(withRoomReplaced(page, room('x'))).toBe(page);
  });
});

describe('roomsOf', () => {
  it('shows a room once that has slipped onto the next page', () => {
    const list = listOf([room('new'), room('a')], [room('a'), room('b')]);
    expect(roomsOf(list).map(({ id }) => id)).toEqual(['new', 'a', 'b']);
    expect(roomsOf(undefined)).toEqual([]);
  });
});
