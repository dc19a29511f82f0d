import type { RoomSummary } from '@watchparty/shared';
import { useEffect, useEffectEvent, useRef } from 'react';

import { useLine, useRealtime } from './realtime-context.js';

interface LobbyListeners {
  onRoomUpdated: (room: RoomSummary) => void;
  onRoomRemoved: (roomId: string) => void;
  /** The connection was away: what happened meanwhile has to be read again. */
  onResync: () => void;
}

/** Keeps a list of public rooms live for as long as the component is there. */
export function useLobby({ onRoomUpdated, onRoomRemoved, onResync }: LobbyListeners): void {
  const { news, emit } = useRealtime();
  // Each connection has to be told anew that somebody watches.
  const line = useLine();
  const updated = useEffectEvent(onRoomUpdated);
  const removed = useEffectEvent(onRoomRemoved);
  const resync = useEffectEvent(onResync);

  useEffect(() => {
    const onUpdated = ({ room }: { room: RoomSummary }): void => updated(room);
    const onRemoved = ({ roomId }: { roomId: string }): void => removed(roomId);
    news.on('lobby:room_updated', onUpdated);
    news.on('lobby:room_removed', onRemoved);
    return () => {
      news.off('lobby:room_updated', onUpdated);
      news.off('lobby:room_removed', onRemoved);
    };
  }, [news]);

  const hasWatched = useRef(false);
  useEffect(() => {
    if (line === undefined) return;
    let ended = false;
    emit('lobby:watch', {})
      .then(() => {
        if (ended) return;
        if (hasWatched.current) resync();
        hasWatched.current = true;
      })
      // A lost connection is followed by a reconnect, and that watches again.
      .catch(() => undefined);
    return () => {
      ended = true;
      emit('lobby:unwatch', {}).catch(() => undefined);
    };
  }, [emit, line]);
}
