import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine, in a room that waits for somebody', () => {
  it('stands in a hold without a jump, and goes on from there with everybody', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(6000);
    const seeksBefore = player.seeks.length;
    const hold = playback({
      isPlaying: true,
      position: 6.2,
      effectiveAt: SERVER_OFFSET_MS + 9000,
      waitingFor: ['anya'],
    });
    engine.setPlayback(hold);
    await run(100);
    expect(player.isPaused()).toBe(false);
    await run(900);
    expect(player.isPaused()).toBe(true);
    expect(Math.abs(player.currentTime() - 6.2)).toBeLessThan(0.05);
    await run(500);
    engine.setPlayback(playback({ isPlaying: true, position: 6.2, effectiveAt: SERVER_OFFSET_MS + 8000 }));
    await run(1500);
    const expectedS = 6.2 + (serverNow() - (SERVER_OFFSET_MS + 8000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.06);
    expect(player.seeks).toHaveLength(seeksBefore);
  });

  it('starts later after a hold by what it stands ahead', async () => {
    const { engine, player, run, serverNow } = stage({ startMs: () => 10 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(6000);
    // The word of it took so long that the player is beyond already.
    const position = player.currentTime() - 0.09;
    const hold = { isPlaying: true, position, effectiveAt: SERVER_OFFSET_MS + 7000 };
    engine.setPlayback(playback({ ...hold, waitingFor: ['anya'] }));
    await run(1050);
    expect(player.isPaused()).toBe(true);
    await run(450);
    expect(player.isPaused()).toBe(false);
    const expectedS = position + (serverNow() - (SERVER_OFFSET_MS + 7000)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.03);
  });

  it('starts on the dot after a wait for somebody that ends early', async () => {
    const { engine, player, run } = stage({ startMs: () => 40 });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 3.2, effectiveAt: SERVER_OFFSET_MS + 13_000 }));
    await run(1500);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 3.2, effectiveAt: SERVER_OFFSET_MS + 4700 }));
    await run(400);
    // What a start after a mere pause costs is not known before the first one.
    expect(Math.abs(player.currentTime() - 3.4)).toBeLessThan(0.05);
  });

  it('knows by how much it will be late where the film must be fetched first', async () => {
    const { engine, run } = stage({ seekMs: () => 900, loadedToS: 50 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    expect(engine.expectedDelayS()).toBe(0);
    engine.setPlayback(playback({ isPlaying: true, position: 40, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    expect(engine.expectedDelayS()).toBe(0);
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    // 0.3 s for what must be fetched, before anything was learnt, and what a start costs.
    expect(engine.expectedDelayS()).toBe(0);
    await run(1200);
    engine.setPlayback(playback({ isPlaying: true, position: 300, effectiveAt: SERVER_OFFSET_MS + 4600 }));
    expect(engine.expectedDelayS()).toBeGreaterThan(0.2);
    expect(engine.expectedDelayS()).toBeLessThan(0.6);
    await run(2000);
    expect(engine.expectedDelayS()).toBe(0);
  });

  it('does not start before it knows whether the room waits for it', async () => {
    const { engine, player, run } = stage({ seekMs: () => 600 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    let answer: (() => void) | undefined;
    engine.awaitAnswer(new Promise<void>((resolve) => (answer = resolve)));
    await run(800);
    expect(player.isSeeking()).toBe(false);
    expect(player.isPaused()).toBe(true);
    answer?.();
    await run(100);
    expect(player.isPaused()).toBe(false);
  });

  it('waits for such an answer no longer than a second', async () => {
    const { engine, player, run } = stage({ seekMs: () => 100 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    engine.awaitAnswer(new Promise(() => undefined));
    await run(900);
    expect(player.isPaused()).toBe(true);
    await run(300);
    expect(player.isPaused()).toBe(false);
  });
});
