import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine', () => {
  it('loads another video and joins it when it is ready', async () => {
    const { engine, player, run, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(2000);
    engine.setPlayback(
      playback({ videoUrl: '/samples/other.mp4', isPlaying: true, effectiveAt: SERVER_OFFSET_MS + 2300 }),
    );
    expect(player.loads).toEqual(['/samples/other.mp4']);
    await run(1000);
    expect(statuses.at(-1)).toEqual({ type: 'loading' });
    player.becomeReady();
    await run(3000);
    expect(Math.abs(player.currentTime() - 3.7)).toBeLessThan(0.03);
  });

  it('does nothing between a sleep and the clock that is measured after it', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.doze();
    player.position = 0;
    await run(1000);
    expect(player.seeks).toHaveLength(seeksBefore);
    engine.wake();
    await run(2000);
    expect(Math.abs(player.currentTime() - 6)).toBeLessThan(0.02);
  });

  it('does not start either in that time, whatever was planned, and whoever taps', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, effectiveAt: SERVER_OFFSET_MS + 1000 }));
    await run(500);
    engine.doze();
    engine.retry();
    await run(1000);
    expect(player.plays).toBe(0);
    engine.wake();
    await run(2000);
    expect(Math.abs(player.currentTime() - 2.5)).toBeLessThan(0.03);
  });

  it('jumps to the room when somebody asks for it, and says what it did', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.syncNow();
    await run(3000);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    expect(Math.abs(player.currentTime() - 6)).toBeLessThan(0.01);
    const { corrections, differenceMs, seekLatencyMs } = engine.details();
    expect(corrections.slice(-4).map(({ type }) => type)).toEqual(expect.arrayContaining(['seek', 'start']));
    expect(Math.abs(differenceMs ?? NaN)).toBeLessThan(10);
    expect(seekLatencyMs).toBeCloseTo(120, -1);
  });

  it('does not take a late word that loading began for another try', () => {
    const { engine, player, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    player.problem = () => 'network';
    player.tell({ type: 'error', problem: 'network' });
    player.tell({ type: 'loading' });
    expect(statuses.at(-1)).toEqual({ type: 'failed', problem: 'network' });
  });

  it('tells what is wrong with a video', () => {
    const { engine, player, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    player.tell({ type: 'error', problem: 'unsupported' });
    expect(statuses.at(-1)).toEqual({ type: 'failed', problem: 'unsupported' });
  });
});
