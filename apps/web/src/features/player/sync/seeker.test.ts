import { describe, expect, it } from '@jest/globals';

import { FIRST_LATENCIES } from './latencies.js';
import { SimulatedPlayer } from './model/simulated-player.js';
import { SimulatedTime } from './model/simulated-time.js';
import { createSeeker } from './seeker.js';

const { seek, kept, fetch } = FIRST_LATENCIES;
const UNLEARNT = { seek, kept, fetch };

function stage({ seekMs = (): number => 400, loadedToS = Infinity } = {}) {
  const time = new SimulatedTime();
  const player = new SimulatedPlayer(time, { seekMs, loadedToS });
  const seeker = createSeeker({ player, latencies: FIRST_LATENCIES, now: () => time.nowMs });
  time.repeat(() => seeker.look(), 20);
  return { time, player, seeker };
}

describe('jumps', () => {
  it('teach what they cost to where the data is, and to where it must be fetched', async () => {
    const near = stage();
    near.seeker.seekTo(50);
    await near.time.advance(1_000);
    expect(near.seeker.latencies().seek.meanS).toBeCloseTo(0.12 + 0.5 * (0.4 - 0.12), 1);
    expect(near.seeker.latencies().fetch).toEqual(FIRST_LATENCIES.fetch);

    const far = stage({ loadedToS: 40, seekMs: () => 900 });
    far.seeker.seekTo(50);
    await far.time.advance(2_000);
    expect(far.seeker.latencies().seek).toEqual(FIRST_LATENCIES.seek);
    expect(far.seeker.latencies().fetch.meanS).toBeCloseTo(0.3 + 0.5 * (0.9 - 0.3), 1);
  });

  it('find what was here before and has been dropped where the browser keeps it', async () => {
    const { time, player, seeker } = stage({ loadedToS: 40, seekMs: () => 200 });
    await time.advance(100);
    player.loadedFromS = 30;
    seeker.seekTo(10);
    expect(seeker.latest()?.cost).toBe('kept');
    await time.advance(1_000);
    expect(seeker.latencies()).toEqual({ ...UNLEARNT, kept: expect.anything() });
    expect(seeker.latencies().kept.meanS).toBeCloseTo(0.12 + 0.5 * (0.2 - 0.12), 1);
    expect(seeker.aheadOf(10, 1)).toBeLessThan(seeker.aheadOf(80, 1) - 70);
    seeker.beginVideo();
    await time.advance(20);
    seeker.seekTo(20);
    expect(seeker.latest()?.cost).toBe('fetch');
  });

  it('are fetched after all where the browser has not kept it', async () => {
    const { time, player, seeker } = stage({ loadedToS: 40, seekMs: () => 2_000 });
    await time.advance(100);
    player.loadedFromS = 30;
    seeker.seekTo(10);
    expect(seeker.remainingS()).toBeCloseTo(0.12);
    await time.advance(250);
    expect(seeker.remainingS()).toBeCloseTo(0.075);
    await time.advance(1_250);
    expect(seeker.remainingS()).toBeCloseTo(0.45);
    await time.advance(1_000);
    const { latencies } = seeker;
    expect(latencies().kept).toEqual(kept);
    expect(latencies().fetch.meanS).toBeGreaterThan(fetch.meanS);
    // The next one is believed no more, until one is quick again.
    seeker.seekTo(20);
    expect(seeker.latest()?.cost).toBe('fetch');
  });

  it('are believed to find what was kept again once one did', async () => {
    let seekMs = 2_000;
    const { time, player, seeker } = stage({ loadedToS: 40, seekMs: () => seekMs });
    await time.advance(100);
    player.loadedFromS = 30;
    seeker.seekTo(10);
    await time.advance(3_000);
    seekMs = 60;
    seeker.seekTo(20);
    await time.advance(1_000);
    expect(seeker.latencies().kept.times).toBe(1);
    seeker.seekTo(10);
    expect(seeker.latest()?.cost).toBe('kept');
  });

  it('go next door soon after a long fetch, as more is there than the browser tells', async () => {
    const { time, seeker } = stage({ loadedToS: 40, seekMs: () => 900 });
    seeker.seekTo(80);
    expect(seeker.aheadOf(81, 1)).toBeCloseTo(81 + 0.3 * 1.3 + 0.08);
    await time.advance(1_000);
    const besideS = 81 + 0.12 * 1.3 + 0.08;
    expect(seeker.aheadOf(81, 1)).toBeCloseTo(besideS);
    expect(seeker.aheadOf(79, 1)).toBeGreaterThan(79.5);
    expect(seeker.aheadOf(84, 1)).toBeGreaterThan(84.5);
    // Which says nothing of another film.
    seeker.beginVideo();
    expect(seeker.aheadOf(81, 1)).toBeGreaterThan(81.5);
  });

  it('teach nothing when they go next door', async () => {
    const { time, seeker } = stage();
    seeker.seekTo(0.4);
    await time.advance(1_000);
    expect(seeker.latest()?.isOver).toBe(true);
    expect(seeker.latencies()).toEqual(UNLEARNT);
  });

  it('wait for what the one before still fetches', async () => {
    const { time, seeker } = stage({ loadedToS: 40, seekMs: () => 800 });
    seeker.seekTo(50);
    await time.advance(200);
    seeker.seekTo(20);
    expect(seeker.latest()?.cost).toBe('fetch');
    await time.advance(2_000);
    // Two in one tell of neither.
    expect(seeker.latencies()).toEqual(UNLEARNT);
    seeker.seekTo(30);
    expect(seeker.latest()?.cost).toBe('seek');
  });

  it('take what is usual, and a share of their time more when they are overdue', async () => {
    const { time, seeker } = stage({ loadedToS: 40, seekMs: () => 3_000 });
    expect(seeker.remainingS()).toBe(0);
    seeker.seekTo(50);
    expect(seeker.remainingS()).toBeCloseTo(0.3);
    await time.advance(200);
    expect(seeker.remainingS()).toBeCloseTo(0.1);
    await time.advance(1_800);
    expect(seeker.remainingS()).toBeCloseTo(0.6);
    await time.advance(2_000);
    expect(seeker.remainingS()).toBe(0);
  });
});
