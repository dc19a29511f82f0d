import type { Namespace } from 'socket.io';
import { roomIdOf } from './channels.js';

type Adapter = Namespace['adapter'];

/**
 * The rooms that have a connection here. Jobs ask many times a minute, and each connection is in four or more groups: they
 * are kept as they come and go instead of being sought among thousands.
 *
 * @param adapterOf the present adapter: it is replaced once it is known what Redis can do
 */
export function createLocalRooms(adapterOf: () => Adapter): () => string[] {
  let watched: Adapter | undefined;
  let roomIds = new Set<string>();

  const watch = (adapter: Adapter): void => {
    watched = adapter;
    const own = new Set<string>();
    roomIds = own;
    const add = (name: string): void => {
      const roomId = roomIdOf(name);
      if (roomId !== undefined) own.add(roomId);
    };
    for (const name of adapter.rooms.keys()) add(name);
    adapter.on('create-room', add);
    adapter.on('delete-room', (name: string) => own.delete(roomIdOf(name) ?? ''));
  };

  return () => {
    const adapter = adapterOf();
    if (adapter !== watched) watch(adapter);
    return [...roomIds];
  };
}
