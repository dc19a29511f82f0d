import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine, in a room that rests', () => {
  it('puts a resting player exactly where the room rests', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ position: 42.5 }));
    await run(500);
    expect(player.currentTime()).toBe(42.5);
    expect(player.isPaused()).toBe(true);
    expect(player.seeks).toEqual([42.5]);
  });

  it('runs on until a pause takes effect, and rests on its very frame', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    engine.setPlayback(playback({ position: 3.3, effectiveAt: SERVER_OFFSET_MS + 3300 }));
    await run(200);
    expect(player.isPaused()).toBe(false);
    await run(500);
    expect(player.isPaused()).toBe(true);
    expect(Math.abs(player.currentTime() - 3.3)).toBeLessThanOrEqual(0.011);
  });

  it('stops what it has started ahead of an earlier moment', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ position: 10 }));
    await run(500);
    engine.setPlayback(playback({ isPlaying: true, position: 10, effectiveAt: SERVER_OFFSET_MS + 800 }));
    await run(3000);
    expect(player.isPaused()).toBe(false);
    engine.setPlayback(playback({ position: 12.7, effectiveAt: SERVER_OFFSET_MS + 3500 }));
    await run(200);
    expect(player.isPaused()).toBe(true);
  });

  it('jumps when it comes to rest, so that each start costs what one after a jump does', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ position: 3, effectiveAt: SERVER_OFFSET_MS + 3000 }));
    await run(1000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    engine.setPlayback(playback({ position: 3, effectiveAt: SERVER_OFFSET_MS + 4000 }));
    await run(1000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
  });

  it('lets a film run out, and starts anew from 0', async () => {
    const { engine, player, run } = stage({ duration: 5 });
    engine.setPlayback(playback({ isPlaying: true, position: 3 }));
    await run(4000);
    expect(player.isEnded()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 0, effectiveAt: SERVER_OFFSET_MS + 4300 }));
    await run(1300);
    expect(Math.abs(player.currentTime() - 1)).toBeLessThan(0.03);
  });
});
