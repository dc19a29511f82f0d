import type { EpochMs, ServerEvents } from '@watchparty/shared';

import type { RoomStore } from './room-store.js';
import type { RealtimeSocket } from './socket.js';

interface RoomEventsOptions {
  socket: RealtimeSocket;
  store: RoomStore;
  serverNow: () => EpochMs;
}

/**
 * The only listener that feeds the room's store.
 *
 * @returns ends it
 */
export function listenToRoom({ socket, store, serverNow }: RoomEventsOptions): () => void {
  const onUpdate = ({ room, closed }: ServerEvents['room:update']): void =>
    store.dispatch({ type: 'room_updated', room, closed: closed === true });
  const onParticipants = (update: ServerEvents['room:participants']): void =>
    store.dispatch({ type: 'participants', update });
  const onMessage = ({ message }: ServerEvents['chat:new_message']): void =>
    store.dispatch({ type: 'message', message });
  const onPlayback = ({ playback, reason }: ServerEvents['video:state_changed']): void =>
    store.dispatch({ type: 'playback', playback, reason, nowMs: serverNow() });

  socket.on('room:update', onUpdate);
  socket.on('room:participants', onParticipants);
  socket.on('chat:new_message', onMessage);
  socket.on('video:state_changed', onPlayback);
  return () => {
    socket.off('room:update', onUpdate);
    socket.off('room:participants', onParticipants);
    socket.off('chat:new_message', onMessage);
    socket.off('video:state_changed', onPlayback);
  };
}
