import { idleRoom, reduceRoom, type RoomState, type RoomStore } from '@watchparty/shared/room-client';
import { createStore } from 'zustand/vanilla';

export function createRoomStore(initial: RoomState = idleRoom): RoomStore {
  const store = createStore<RoomState>()(() => initial);
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    dispatch(event) {
      store.setState((state) => reduceRoom(state, event), true);
    },
  };
}
