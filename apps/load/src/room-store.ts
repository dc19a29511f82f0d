import { idleRoom, reduceRoom, type RoomState, type RoomStore } from '@watchparty/shared/room-client';
import { createStore } from './store.js';

export function createRoomStore(): RoomStore {
  const store = createStore<RoomState>(idleRoom);
  return { ...store, dispatch: (event) => store.setState(reduceRoom(store.getState(), event), true) };
}
