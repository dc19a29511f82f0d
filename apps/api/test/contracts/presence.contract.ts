import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Presence, PresenceLease } from '../../src/platform/presence/presence.js';

/** What every Presence must do. `make` gives one with the time of a lease and the clock that the test sets. */
export function presenceContract(
  implementation: string,
  make: (settings: { ttlMs: number; now: () => number }) => Presence,
): void {
  describe(`Presence: ${implementation}`, () => {
    const ttlMs = 30_000;
    let nowMs: number;
    let presence: Presence;
    let room: string;
    beforeEach(() => {
      nowMs = 1_800_000_000_000;
      presence = make({ ttlMs, now: () => nowMs });
      room = randomUUID();
    });

    const lease = (userId: string, socketId: string, roomId = room): PresenceLease => ({
      roomId,
      userId,
      socketId,
    });
    const onlineIn = async (roomId: string): Promise<string[]> =>
      [...((await presence.online([roomId])).get(roomId) ?? ['no entry'])].sort();

    it('answers for every room that is asked about, also for one that nobody knows', async () => {
      const [first, second] = [randomUUID(), randomUUID()];
      await presence.renew([
        lease('ann', 's1', first),
        lease('bob', 's2', first),
        lease('ann', 's3', second),
      ]);
      expect(await presence.online([first, second, room, first])).toEqual(
        new Map([
          [first, new Set(['ann', 'bob'])],
          [second, new Set(['ann'])],
          [room, new Set()],
        ]),
      );
      expect(await presence.online([])).toEqual(new Map());
    });

    it('keeps a user online while any of their sockets holds a lease', async () => {
      await presence.renew([lease('ann', 'phone'), lease('ann', 'laptop')]);
      await presence.release(lease('ann', 'phone'));
      expect(await onlineIn(room)).toEqual(['ann']);
      await presence.release(lease('ann', 'laptop'));
      expect(await onlineIn(room)).toEqual([]);
    });

    it('tells by which sockets somebody is in a room', async () => {
      await presence.renew([lease('ann', 'phone'), lease('ann', 'laptop'), lease('bob', 's1')]);
      await presence.renew([lease('ann', 'tablet', randomUUID())]);
      expect((await presence.socketsOf({ roomId: room, userId: 'ann' })).sort()).toEqual(['laptop', 'phone']);
      nowMs += ttlMs;
      expect(await presence.socketsOf({ roomId: room, userId: 'ann' })).toEqual([]);
      expect(await presence.socketsOf({ roomId: randomUUID(), userId: 'ann' })).toEqual([]);
    });

    it('releases in one room only, and takes a release of what is not held', async () => {
      const other = randomUUID();
      await presence.renew([lease('ann', 's1'), lease('ann', 's1', other)]);
      await presence.release(lease('ann', 's1'));
      await presence.release(lease('ann', 's1'));
      await presence.release(lease('nobody', 's9', randomUUID()));
      expect(await onlineIn(room)).toEqual([]);
      expect(await onlineIn(other)).toEqual(['ann']);
    });

    it('lets a lease run out at its instant, not before', async () => {
      await presence.renew([lease('ann', 's1')]);
      nowMs += ttlMs - 1;
      expect(await onlineIn(room)).toEqual(['ann']);
      nowMs += 1;
      expect(await onlineIn(room)).toEqual([]);
    });

    it('prolongs what is renewed and nothing else', async () => {
      await presence.renew([lease('ann', 's1'), lease('bob', 's2')]);
      nowMs += ttlMs / 2;
      await presence.renew([lease('ann', 's1')]);
      nowMs += ttlMs / 2;
      expect(await onlineIn(room)).toEqual(['ann']);
    });

    it('takes a lease again after it ran out', async () => {
      await presence.renew([lease('ann', 's1')]);
      nowMs += 10 * ttlMs;
      await presence.renew([lease('bob', 's2')]);
      expect(await onlineIn(room)).toEqual(['bob']);
      await presence.renew([lease('ann', 's1')]);
      expect(await onlineIn(room)).toEqual(['ann', 'bob']);
    });

    it('renews nothing, one room of five hundred and a hundred rooms alike', async () => {
      const rooms = Array.from({ length: 100 }, () => randomUUID());
      await presence.renew([]);
      await presence.renew([
        ...Array.from({ length: 500 }, (_, index) => lease(`user-${index}`, `s${index}`)),
        ...rooms.map((roomId) => lease('ann', 's1', roomId)),
      ]);
      const online = await presence.online([room, ...rooms]);
      expect(online.get(room)?.size).toBe(500);
      expect(rooms.every((roomId) => online.get(roomId)?.has('ann'))).toBe(true);
    });
  });
}
