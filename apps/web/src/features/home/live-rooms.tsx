import type { RoomFilter } from '../../lib/rooms-keys.js';
import { useLiveRooms } from './use-live-rooms.js';

/** Keeps the lists right for as long as it is there. */
export function LiveRooms({ filter }: { filter: RoomFilter }): null {
  useLiveRooms(filter);
  return null;
}
