import type { CreateRoomRequest, Room } from '@watchparty/shared';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';

import { useApi } from './api-context.js';
import { roomsKeys } from './rooms-keys.js';

/** Makes a room; the lists of rooms are read again when they are next looked at. */
export function useCreateRoom(): UseMutationResult<Room, Error, CreateRoomRequest> {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (room: CreateRoomRequest) => api.createRoom(room),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: roomsKeys.all, refetchType: 'none' }),
  });
}
