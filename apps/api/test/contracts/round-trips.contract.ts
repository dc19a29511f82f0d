import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RoundTrips } from '../../src/platform/round-trips/round-trips.js';
import { addRttHistograms, rttHistogramOf } from '../../src/platform/round-trips/rtt-histogram.js';

/**
 * What every RoundTrips must do. `make` gives one for each node, with the time for which it holds what was told and the
 * clock that the test sets.
 */
export function roundTripsContract(
  implementation: string,
  make: (settings: { ttlMs: number; now: () => number }) => RoundTrips[],
): void {
  describe(`RoundTrips: ${implementation}`, () => {
    const ttlMs = 30_000;
    const near = rttHistogramOf([20, 30]);
    const far = rttHistogramOf([310, 480]);
    let nowMs: number;
    let node: RoundTrips;
    let others: RoundTrips[];
    let room: string;
    beforeEach(() => {
      nowMs = 1_800_000_000_000;
      const [first, ...rest] = make({ ttlMs, now: () => nowMs });
      node = first!;
      others = rest;
      room = randomUUID();
    });

    it('tells nobody what they said themselves, however often they say it', async () => {
      expect(await node.exchange(new Map())).toEqual(new Map());
      for (const counts of [near, far, far, near]) {
        expect(await node.exchange(new Map([[room, counts]]))).toEqual(new Map());
      }
    });

    it('adds up what the others told, and the newest of each alone', async () => {
      for (const other of others) {
        await other.exchange(new Map([[room, near]]));
        await other.exchange(new Map([[room, far]]));
      }
      const expected = others.map(() => far).reduce(addRttHistograms, rttHistogramOf([]));
      const heard = await node.exchange(new Map([[room, near]]));
      expect(heard).toEqual(others.length > 0 ? new Map([[room, expected]]) : new Map());
    });

    it('answers for the rooms that are told of, and no others', async () => {
      const [shared, foreign] = [randomUUID(), randomUUID()];
      for (const other of others) {
        await other.exchange(
          new Map([
            [shared, near],
            [foreign, near],
          ]),
        );
      }
      const heard = await node.exchange(
        new Map([
          [room, far],
          [shared, far],
        ]),
      );
      expect([...heard.keys()]).toEqual(others.length > 0 ? [shared] : []);
    });

    it('forgets what was not told again in time', async () => {
      for (const other of others) await other.exchange(new Map([[room, far]]));
      nowMs += ttlMs - 1;
      expect((await node.exchange(new Map([[room, near]]))).size).toBe(Math.min(others.length, 1));
      nowMs += 1;
      expect(await node.exchange(new Map([[room, near]]))).toEqual(new Map());
    });

    it('takes a hundred rooms at once', async () => {
      const rooms = new Map(Array.from({ length: 100 }, () => [randomUUID() as string, near]));
      for (const other of others) await other.exchange(rooms);
      expect((await node.exchange(rooms)).size).toBe(others.length > 0 ? 100 : 0);
    });
  });
}
