import type { EpochMs } from '../entities.js';
import type { ServerEvents } from '../events.js';
import type { News } from './line.js';
import type { RoomStore } from './room-store.js';

interface RoomEventsOptions {
  news: News;
  store: RoomStore;
  serverNow: () => EpochMs;
}

/**
 * The only listener that feeds the room's store.
 *
 * @returns ends it
 */
export function listenToRoom({ news, store, serverNow }: RoomEventsOptions): () => void {
  const onUpdate = ({ room, closed }: ServerEvents['room:update']): void =>
    store.dispatch({ type: 'room_updated', room, closed: closed === true });
  const onParticipants = (update: ServerEvents['room:participants']): void =>
    store.dispatch({ type: 'participants', update });
  const onMessage = ({ message }: ServerEvents['chat:new_message']): void =>
    store.dispatch({ type: 'message', message });
  const onMessageChanged = ({ change }: ServerEvents['chat:message_changed']): void =>
    store.dispatch({ type: 'message_changed', change });
  const onQueue = (queueNews: ServerEvents['queue:updated']): void =>
    store.dispatch({ type: 'queue', news: queueNews });
  const onPlayback = ({ playback, reason }: ServerEvents['video:state_changed']): void =>
    store.dispatch({ type: 'playback', playback, reason, nowMs: serverNow() });

  const onRemoved = (removal: ServerEvents['member:removed']): void =>
    store.dispatch({ type: 'removed', removal });
  const onAsked = ({ roomId, userId }: ServerEvents['playback:asked']): void =>
    store.dispatch({ type: 'pause_asked', roomId, userId });

  news.on('room:update', onUpdate);
  news.on('room:participants', onParticipants);
  news.on('chat:new_message', onMessage);
  news.on('chat:message_changed', onMessageChanged);
  news.on('queue:updated', onQueue);
  news.on('video:state_changed', onPlayback);
  news.on('member:removed', onRemoved);
  news.on('playback:asked', onAsked);
  return () => {
    news.off('room:update', onUpdate);
    news.off('room:participants', onParticipants);
    news.off('chat:new_message', onMessage);
    news.off('chat:message_changed', onMessageChanged);
    news.off('queue:updated', onQueue);
    news.off('video:state_changed', onPlayback);
    news.off('member:removed', onRemoved);
    news.off('playback:asked', onAsked);
  };
}
