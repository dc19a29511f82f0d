import { useRoom } from '../../realtime/realtime-context.js';

/** The name of who leads the room, as long as that is somebody else. */
export function useControllerName(): string | undefined {
  return useRoom((state) => {
    if (state.status !== 'joined' || state.youId === state.room.hostId) return undefined;
    return state.participants.get(state.room.hostId)?.firstName;
  });
}
