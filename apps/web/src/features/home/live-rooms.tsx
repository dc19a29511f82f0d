import { useLiveRooms } from './use-live-rooms.js';

/** Keeps the lists right for as long as it is there. */
export function LiveRooms({ search }: { search: string }): null {
  useLiveRooms(search);
  return null;
}
