import { describe, expect, it } from '@jest/globals';

import { EVENT_PLAYER, SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine, in a jump to a room that runs', () => {
  it('lands a late joiner within 30 ms by one seek', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 220, startMs: () => 60 });
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS - 20_000 }));
    await run(3000);
    expect(player.seeks).toHaveLength(1);
    const expectedS = 100 + (serverNow() - (SERVER_OFFSET_MS - 20_000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.03);
  });

  it('jumps again when a landing was missed by far, and learns from it', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 1900 });
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS }));
    await run(20_000);
    const expectedS = 100 + (serverNow() - SERVER_OFFSET_MS) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.05);
    expect(player.seeks.length).toBeLessThanOrEqual(4);
  });

  it('hurries after a landing that was missed a little, instead of jumping again', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 650 });
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS - 20_000 }));
    await run(3500);
    expect(player.seeks).toHaveLength(1);
    const expectedS = 100 + (serverNow() - (SERVER_OFFSET_MS - 20_000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.05);
  });

  it('follows a landing that came late by one jump for each timeline, where its position is told now and then', async () => {
    const cost = { ms: 2500 };
    const { engine, player, run, serverNow } = stage({ ...EVENT_PLAYER, seekMs: () => cost.ms }, 'events');
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS - 20_000 }));
    await run(5200);
    expect(player.seeks).toHaveLength(2);
    expect(player.isPaused()).toBe(false);
    cost.ms = 6000;
    engine.setPlayback(playback({ isPlaying: true, position: 300, effectiveAt: serverNow() - 20_000 }));
    await run(8200);
    expect(player.seeks).toHaveLength(4);
  });
});
