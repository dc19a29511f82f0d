import type { ListRoomsResponse } from '@watchparty/shared';
import { useQueryClient } from '@tanstack/react-query';

import { type RoomFilter, roomsKeys } from '../../lib/rooms-keys.js';
import { useLobby } from '../../realtime/use-lobby.js';
import { withRoomRemoved, withRoomReplaced, withRoomUpdated } from './patch-rooms.js';
import type { PublicRoomsData } from './rooms-query.js';

/** Feeds what the lobby tells into the lists that Home shows. */
export function useLiveRooms(filter: RoomFilter): void {
  const queryClient = useQueryClient();

  const patchPublic = (patch: (list: PublicRoomsData, of: RoomFilter) => PublicRoomsData) => {
    const patchOne = (of: RoomFilter) => {
      queryClient.setQueryData<PublicRoomsData>(roomsKeys.public(of), (list) => list && patch(list, of));
    };
    patchOne(filter);
    // The whole list is in the cache behind a narrower one too, and has to be right when that is cleared.
    if (filter.search !== '' || filter.platform !== undefined) patchOne({});
  };

  useLobby({
    onRoomUpdated: (room) => {
      patchPublic((list, of) => withRoomUpdated(list, room, of));
      queryClient.setQueryData<ListRoomsResponse>(
        roomsKeys.mine,
        (page) => page && withRoomReplaced(page, room),
      );
    },
    onRoomRemoved: (roomId) => {
      patchPublic((list) => withRoomRemoved(list, roomId));
      // It may be closed, or only no longer public: of one's own rooms the server knows.
      const mine = queryClient.getQueryData<ListRoomsResponse>(roomsKeys.mine);
      if (mine?.rooms.some((room) => room.id === roomId)) {
        void queryClient.invalidateQueries({ queryKey: roomsKeys.mine });
      }
    },
    onResync: () => {
      void queryClient.invalidateQueries({ queryKey: roomsKeys.all });
    },
  });
}
