import type { ListRoomsResponse } from '@watchparty/shared';
import { useQueryClient } from '@tanstack/react-query';

import { roomsKeys } from '../../lib/rooms-keys.js';
import { useLobby } from '../../realtime/use-lobby.js';
import { withRoomRemoved, withRoomReplaced, withRoomUpdated } from './patch-rooms.js';
import type { PublicRoomsData } from './rooms-query.js';

/** Feeds what the lobby tells into the lists that Home shows. */
export function useLiveRooms(search: string): void {
  const queryClient = useQueryClient();

  const patchPublic = (patch: (list: PublicRoomsData, search: string) => PublicRoomsData) => {
    // The whole list is in the cache behind a search too, and has to be right when the search is cleared.
    for (const key of new Set(['', search])) {
      queryClient.setQueryData<PublicRoomsData>(roomsKeys.public(key), (list) => list && patch(list, key));
    }
  };

  useLobby({
    onRoomUpdated: (room) => {
      patchPublic((list, key) => withRoomUpdated(list, room, key));
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
