import {
  type Connection,
  type EmitCommand,
  lineOf,
  type News,
  type RoomSession,
  type RoomState,
} from '@watchparty/shared/room-client';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

import type { ServerClock } from './server-clock.js';

export interface Realtime {
  news: News;
  emit: EmitCommand;
  clock: ServerClock;
  room: RoomSession;
  connection: Pick<StoreApi<Connection>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Ends the pause between two tries to connect. */
  tryNow(): void;
  /**
   * Tells once of each wake-up of the page, when its clock is being measured anew: `clock.measured()` is what to wait
   * for then.
   *
   * @returns ends it
   */
  onWake(listener: () => void): () => void;
}

export const RealtimeContext = createContext<Realtime | undefined>(undefined);

export function useRealtime(): Realtime {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error('useRealtime needs a RealtimeProvider above it');
  return realtime;
}

export function useConnection(): Connection {
  return useStore(useRealtime().connection);
}

/** The number of the connection that is there, another one after each reconnect; undefined while there is none. */
export function useLine(): number | undefined {
  return lineOf(useConnection());
}

/** Reads the room; `select` should answer with something that is equal as long as it means the same. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  return useStore(useRealtime().room.store, select);
}
