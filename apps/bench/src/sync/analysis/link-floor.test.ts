import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@watchparty/shared/simulation';
import { type LinkProfile, LINKS } from '../relay/link-profiles.js';
import { linkFloorOf } from './link-floor.js';

const floorOf = (links: readonly LinkProfile[]) =>
  linkFloorOf(links, { commands: 2_000, random: createRandom('links') });

const steady = (delayMs: number): LinkProfile => {
  const direction = { delayMs, jitterMs: 0, bandwidth: 1e9, loss: 0 };
  return { up: direction, down: direction };
};

describe('what the links alone take', () => {
  it('is there and back until all are told, and there and back again until what they need has come', () => {
    const { told, fetched } = floorOf([steady(100), steady(10), steady(30)]);
    // The one who pressed is told last: 100 up, 100 down. The others have asked long before: 100 up, then 30 three times.
    expect(told.max).toBeCloseTo(200, 0);
    expect(fetched.max).toBeCloseTo(190, 0);
    expect(told.p50).toBeCloseTo(200, 0);
  });

  it('counts outages at their share of the time', () => {
    const hardlyOut = {
      ...steady(10),
      outages: { everyMs: [9_000, 11_000], lastingMs: [400, 400] },
    } as const;
    const { told } = floorOf([hardlyOut, hardlyOut]);
    // 4 % of the time for each of the two: one in twelve commands meets one, and one in twenty loses half of it or more.
    expect(told.p50).toBeLessThan(25);
    expect(told.p95).toBeGreaterThan(100);
    expect(told.p95).toBeLessThan(300);
    // At worst the one who pressed waits for all of theirs, and then another for all of theirs.
    expect(told.max).toBeLessThan(850);
  });

  it('is more with what delays, jitters and goes out more', () => {
    const [lan, fast, bad] = (['lan', '4g', 'bad-4g'] as const).map((name) =>
      floorOf([LINKS[name], LINKS[name], LINKS[name], LINKS[name]]),
    );
    expect(lan?.fetched.p95).toBeLessThan(fast?.fetched.p50 ?? 0);
    expect(fast?.fetched.p95).toBeLessThan(bad?.told.p50 ?? 0);
    expect(bad?.told.p95).toBeLessThan(bad?.fetched.p95 ?? 0);
  });
});
