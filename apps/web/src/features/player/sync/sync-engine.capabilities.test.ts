import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';
import type { PlayerTraits } from './model/simulated-player.js';

const CHANNEL: PlayerTraits = {
  capabilities: { seek: false, time: false, duration: false, rate: 'none', live: true },
};
const FRAME: PlayerTraits = {
  capabilities: { play: false, pause: false, seek: false, time: false, rate: 'none' },
};

describe('sync engine, with a channel that is live', () => {
  it('plays and rests with the room, and never jumps', async () => {
    const { engine, player, run, statuses } = stage(CHANNEL, 'events');
    engine.setPlayback(playback({ isPlaying: true, position: 500, effectiveAt: SERVER_OFFSET_MS - 90_000 }));
    await run(3000);
    expect(player.isPaused()).toBe(false);
    expect(statuses.at(-1)).toEqual({ type: 'synced' });
    engine.syncNow();
    engine.preview({ type: 'seek', position: 3 });
    await run(3000);
    engine.setPlayback(playback({ position: 596, effectiveAt: SERVER_OFFSET_MS + 6000 }));
    await run(1000);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 10, effectiveAt: SERVER_OFFSET_MS + 8000 }));
    await run(2000);
    expect(player.isPaused()).toBe(false);
    expect(player.told).toEqual([]);
  });

  it('says that it waits while data is missing', async () => {
    const { engine, player, run, statuses } = stage(CHANNEL, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    player.isStalled = true;
    await run(1000);
    expect(statuses.at(-1)).toEqual({ type: 'waiting' });
  });
});

describe('sync engine, with a frame that cannot be told anything', () => {
  it('does nothing, and says that it is up to people', async () => {
    const { engine, player, run, statuses } = stage(FRAME, 'events');
    engine.setPlayback(playback({ isPlaying: true, position: 30 }));
    await run(3000);
    engine.syncNow();
    engine.preview({ type: 'seek', position: 3 });
    engine.preview({ type: 'pause' });
    await run(3000);
    expect(player.isPaused()).toBe(true);
    expect(player.told).toEqual([]);
    expect(statuses.at(-1)).toEqual({ type: 'manual' });
    expect(engine.driftMs()).toBeUndefined();
  });

  it('takes over when the frame turns out to understand', async () => {
    const { engine, player, run, statuses } = stage(FRAME, 'events');
    engine.setPlayback(playback({ isPlaying: true, effectiveAt: SERVER_OFFSET_MS - 30_000 }));
    await run(3000);
    player.learn({ play: true, pause: true, seek: true, time: true });
    await run(6000);
    expect(statuses.at(-1)?.type).toBe('synced');
    expect(Math.abs(player.position - 39)).toBeLessThan(0.25);
  });
});
