import type { RoomEvent, RoomState } from './room-state.js';

/** What holds a room's state. It has the methods of a Zustand store, which is what the Mini App makes it of. */
export interface RoomStore {
  getState(): RoomState;
  getInitialState(): RoomState;
  /** @returns ends it */
  subscribe(listener: (state: RoomState, before: RoomState) => void): () => void;
  /** The only way by which the room changes. */
  dispatch(event: RoomEvent): void;
}
