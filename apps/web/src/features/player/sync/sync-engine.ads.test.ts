import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, EVENT_PLAYER, playback, stage } from './model/engine-stage.js';
import type { PlayerTraits } from './model/simulated-player.js';

describe('sync engine, with a player that signals its advertisements', () => {
  const ads: PlayerTraits = { ...EVENT_PLAYER, capabilities: { rate: 'none', ads: true } };

  it('commands nothing meanwhile, says so, and comes back by one jump', async () => {
    const { engine, player, run, statuses } = stage(ads, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    const seeksBefore = player.seeks.length;
    player.showsAdvertisement = true;
    expect(statuses.at(-1)).toEqual({ type: 'in_ad' });
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 60, effectiveAt: SERVER_OFFSET_MS + 9200 }));
    engine.syncNow();
    engine.preview({ type: 'pause' });
    await run(4000);
    expect(player.toldInAd).toBe(0);
    expect(engine.driftMs()).toBeUndefined();
    expect(engine.expectedDelayS()).toBe(0);
    expect(statuses.at(-1)).toEqual({ type: 'in_ad' });
    player.showsAdvertisement = false;
    await run(4000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    expect(Math.abs(player.position - (60 + 7.8))).toBeLessThan(0.25);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('rests after one that the room did not wait for', async () => {
    const { engine, player, run } = stage(ads, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    player.showsAdvertisement = true;
    engine.setPlayback(playback({ position: 6, effectiveAt: SERVER_OFFSET_MS + 6000 }));
    await run(3000);
    expect(player.isPaused()).toBe(false);
    player.showsAdvertisement = false;
    expect(player.isPaused()).toBe(true);
    await run(1000);
    expect(Math.abs(player.position - 6)).toBeLessThan(0.25);
  });

  it('does not take what an advertisement cost for what a jump costs', async () => {
    const { engine, player, run } = stage(ads, 'events');
    const before = engine.latencies();
    engine.setPlayback(playback({ isPlaying: true, effectiveAt: SERVER_OFFSET_MS - 60_000 }));
    expect(player.seeks).toHaveLength(1);
    player.showsAdvertisement = true;
    await run(8000);
    player.showsAdvertisement = false;
    await run(100);
    expect(engine.latencies().seek).toEqual(before.seek);
    expect(engine.latencies().fetch).toEqual(before.fetch);
  });
});

describe('sync engine, with a player that says nothing of its advertisements', () => {
  it('takes one that plays and stands for two seconds to show one, and jumps once after it', async () => {
    const { engine, player, run, statuses } = stage({ ...EVENT_PLAYER }, 'polled');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    const seeksBefore = player.seeks.length;
    player.showsAdvertisement = true;
    await run(1500);
    expect(statuses.at(-1)?.type).not.toBe('in_ad');
    await run(5000);
    expect(statuses.at(-1)).toEqual({ type: 'in_ad' });
    const seeksIn = player.seeks.length;
    player.showsAdvertisement = false;
    await run(4000);
    expect(seeksIn).toBeLessThanOrEqual(seeksBefore + 1);
    expect(player.seeks).toHaveLength(seeksIn + 1);
    expect(Math.abs(player.position - 16.5)).toBeLessThan(0.25);
  });
});
