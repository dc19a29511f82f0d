import type { RttHistogram } from '../platform/round-trips/rtt-histogram.js';
import { rttHistogramOf } from '../platform/round-trips/rtt-histogram.js';
import type { Now } from '../platform/now.js';

export interface RoomRttsOptions {
  /** The round trip of each person in a room on this node, in milliseconds. */
  read: (roomId: string) => number[];
  /** Connections in a room on this node. */
  count: (roomId: string) => number;
  now: Now;
}

/** Reading fewer costs nothing, and each of them may decide. */
const SMALL_ROOM = 50;
/** A crowd's tenth changes slowly: a client tells its round trip every 4 to 20 s. */
const FRESH_MS = 5_000;

/**
 * How far away a room's people on this node are. A crowd is read anew when people come or go, and now and then; reading a
 * thousand for each command took a tenth of what the command cost.
 */
export function createRoomRtts({ read, count, now }: RoomRttsOptions): (roomId: string) => RttHistogram {
  const crowds = new Map<string, { size: number; atMs: number; histogram: RttHistogram }>();

  return (roomId) => {
    const size = count(roomId);
    if (size <= SMALL_ROOM) {
      crowds.delete(roomId);
      return rttHistogramOf(read(roomId));
    }
    const known = crowds.get(roomId);
    if (known?.size === size && now() - known.atMs < FRESH_MS) return known.histogram;
    const histogram = rttHistogramOf(read(roomId));
    crowds.set(roomId, { size, atMs: now(), histogram });
    return histogram;
  };
}
