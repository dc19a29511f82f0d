import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';

import type { EmitCommand } from './emit-command.js';
import type { RoomSession } from './room-session.js';
import type { RoomState } from './room-state.js';
import type { ServerClock } from './server-clock.js';
import type { RealtimeSocket } from './socket.js';

/** Whether commands can be sent now. */
export type Connection = 'connecting' | 'online' | 'reconnecting';

export interface Realtime {
  /** For listening only; whoever sends uses `emit`. */
  socket: Pick<RealtimeSocket, 'on' | 'off'>;
  emit: EmitCommand;
  clock: ServerClock;
  room: RoomSession;
  connection: Pick<StoreApi<Connection>, 'getState' | 'getInitialState' | 'subscribe'>;
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

/** Reads the room; `select` should answer with something that is equal as long as it means the same. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  return useStore(useRealtime().room.store, select);
}
