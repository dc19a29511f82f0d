import type { Now } from '../now.js';
import type { Presence } from './presence.js';

interface HeldLease {
  userId: string;
  /** Epoch ms. */
  expiresAt: number;
}

/** For one node without Redis. */
export function createMemoryPresence({ ttlMs, now }: { ttlMs: number; now: Now }): Presence {
  /** By room, then by socket. */
  const rooms = new Map<string, Map<string, HeldLease>>();
  let nextSweepAt = 0;

  /** Without it a room that everybody vanished from would be remembered for ever. */
  function sweep(at: number): void {
    if (at < nextSweepAt) return;
    nextSweepAt = at + ttlMs;
    for (const [roomId, leases] of rooms) {
      for (const [id, lease] of leases) {
        if (lease.expiresAt <= at) leases.delete(id);
      }
      if (leases.size === 0) rooms.delete(roomId);
    }
  }

  return {
    async renew(renewed) {
      const at = now();
      sweep(at);
      for (const { roomId, userId, socketId } of renewed) {
        const leases = rooms.get(roomId) ?? new Map<string, HeldLease>();
        rooms.set(roomId, leases);
        leases.set(socketId, { userId, expiresAt: at + ttlMs });
      }
    },
    async release({ roomId, socketId }) {
      const leases = rooms.get(roomId);
      if (leases?.delete(socketId) && leases.size === 0) rooms.delete(roomId);
    },
    async socketsOf({ roomId, userId }) {
      const at = now();
      const leases = [...(rooms.get(roomId) ?? [])];
      return leases.flatMap(([socketId, lease]) =>
        lease.userId === userId && lease.expiresAt > at ? [socketId] : [],
      );
    },
    async online(roomIds) {
      const at = now();
      return new Map(
        roomIds.map((roomId) => {
          const live = [...(rooms.get(roomId)?.values() ?? [])].filter((lease) => lease.expiresAt > at);
          return [roomId, new Set(live.map((lease) => lease.userId))];
        }),
      );
    },
  };
}
