import { describe, expect, it } from '@jest/globals';

import { SimulatedTime } from './model/simulated-time.js';
import { createNextLook } from './next-look.js';

function stage() {
  const time = new SimulatedTime();
  const looksMs: number[] = [];
  const next = createNextLook({
    now: () => time.nowMs,
    schedule: time.schedule,
    onLook: () => looksMs.push(time.nowMs),
  });
  return { time, looksMs, next };
}

describe('a look that cannot wait', () => {
  it('comes to the millisecond where something ends, close look or not', async () => {
    const { time, looksMs, next } = stage();
    await time.advance(1_000);
    next.plan(1_333, true);
    await time.advance(2_000);
    expect(looksMs).toEqual([1_333]);
  });

  it('comes after 40 ms where the player is looked at closely, and else not at all', async () => {
    const { time, looksMs, next } = stage();
    next.plan(undefined, false);
    await time.advance(1_000);
    expect(looksMs).toEqual([]);
    next.plan(undefined, true);
    await time.advance(1_000);
    expect(looksMs).toEqual([1_040]);
  });

  it('gives way to the next plan, and to whatever ends it', async () => {
    const { time, looksMs, next } = stage();
    next.plan(100, false);
    next.plan(200, false);
    await time.advance(1_000);
    expect(looksMs).toEqual([200]);
    next.plan(1_100, false);
    next.plan(undefined, false);
    next.plan(1_200, false);
    next.cancel();
    await time.advance(1_000);
    expect(looksMs).toEqual([200]);
  });
});
