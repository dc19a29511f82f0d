import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine, at a start', () => {
  it('starts at the moment that the room starts, not when the news arrive', async () => {
    const { engine, player, run } = stage({ startMs: () => 40 });
    engine.setPlayback(playback({ position: 10 }));
    await run(500);
    engine.setPlayback(playback({ isPlaying: true, position: 10, effectiveAt: SERVER_OFFSET_MS + 800 }));
    await run(250);
    expect(player.currentTime()).toBe(10);
    await run(1050);
    expect(player.currentTime()).toBeCloseTo(11, 1);
    expect(Math.abs(player.currentTime() - 11)).toBeLessThan(0.02);
    expect(player.seeks).toHaveLength(1);
  });

  it('uses the time until a seek takes effect to get there, and starts with everybody', async () => {
    const { engine, player, run } = stage({ seekMs: () => 150 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: SERVER_OFFSET_MS + 3300 }));
    expect(player.seeks.at(-1)).toBe(200);
    expect(player.isPaused()).toBe(true);
    await run(1300);
    expect(Math.abs(player.currentTime() - 201)).toBeLessThan(0.03);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
  });

  it.each([
    ['jumps, where that is quick', 60, 1],
    ['hurries, where a jump takes long', 400, 0],
  ])('hears late of a start, and %s', async (_, seekMs, jumps) => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => seekMs });
    engine.setPlayback(playback({ position: 40 }));
    await run(2000);
    engine.setPlayback(playback({ position: 90 }));
    await run(2000);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ isPlaying: true, position: 90, effectiveAt: SERVER_OFFSET_MS + 3700 }));
    await run(1200);
    expect(player.seeks).toHaveLength(seeksBefore + jumps);
    const expectedS = 90 + (serverNow() - (SERVER_OFFSET_MS + 3700)) / 1000;
    expect(Math.abs(player.currentTime() - expectedS)).toBeLessThan(0.1);
  });

  it('learns what a start costs from those that came late, too', async () => {
    const { engine, player, run } = stage({ startMs: () => 250 });
    engine.setPlayback(playback({ isPlaying: true, position: 0, effectiveAt: SERVER_OFFSET_MS - 100 }));
    await run(5000);
    expect(engine.latencies().start.meanS).toBeCloseTo(0.085 + 0.5 * (0.25 - 0.085), 1);
    engine.setPlayback(playback({ position: 5, effectiveAt: SERVER_OFFSET_MS + 5000 }));
    await run(1000);
    engine.setPlayback(playback({ isPlaying: true, position: 5, effectiveAt: SERVER_OFFSET_MS + 6400 }));
    await run(600);
    expect(player.isPaused()).toBe(false);
    await run(400);
    expect(Math.abs(player.currentTime() - 5.6)).toBeLessThan(0.05);
  });

  it('takes the sound away when the browser wants that, and says so', async () => {
    const { engine, player, run, silenced, statuses } = stage({
      allows: (isMuted) => (isMuted ? 'playing' : 'blocked'),
    });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(2000);
    expect(silenced.count).toBe(1);
    expect(player.isPaused()).toBe(false);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('asks for a tap when nothing may play, and is there right after it', async () => {
    let isAllowed = false;
    const { engine, player, run, statuses } = stage({ allows: () => (isAllowed ? 'playing' : 'blocked') });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(4000);
    expect(statuses.at(-1)).toEqual({ type: 'needs_tap' });
    isAllowed = true;
    engine.wake();
    await run(2000);
    expect(player.isPaused()).toBe(false);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('asks for a tap also where the browser takes its time to refuse', async () => {
    const { engine, run, silenced, statuses } = stage({ allows: () => 'blocked', refusesAfterMs: 2_500 });
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3_000);
    expect(silenced.count).toBe(1);
    await run(3_000);
    expect(statuses.at(-1)).toEqual({ type: 'needs_tap' });
  });

  it('starts at once for each timeline, however lately it was tried for the one before', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(500);
    engine.setPlayback(playback({ position: 0.5, effectiveAt: serverNow() }));
    await run(500);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 0.5, effectiveAt: serverNow() }));
    await run(500);
    expect(player.isPaused()).toBe(false);
  });

  it('starts again what something else has stopped', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    player.pause();
    await run(4000);
    expect(player.isPaused()).toBe(false);
    expect(Math.abs(player.currentTime() - 7)).toBeLessThan(0.05);
  });
});
