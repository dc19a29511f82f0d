import { createStore, type StoreApi } from 'zustand/vanilla';

import { idleRoom, reduceRoom, type RoomEvent, type RoomState } from './room-state.js';

export interface RoomStore extends Pick<StoreApi<RoomState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** The only way by which the room changes. */
  dispatch(event: RoomEvent): void;
}

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
