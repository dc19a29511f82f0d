import { describe, expect, it } from '@jest/globals';

import { SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine, with somebody who presses', () => {
  it('stops at once for whoever presses pause, and rests where the room does', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    engine.preview({ type: 'pause' });
    expect(player.isPaused()).toBe(true);
    await run(100);
    engine.setPlayback(playback({ position: 3.3, effectiveAt: SERVER_OFFSET_MS + 3300 }));
    await run(600);
    expect(player.currentTime()).toBe(3.3);
    expect(player.isPaused()).toBe(true);
  });

  it('is there already when the room jumps where this person has jumped before', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    engine.preview({ type: 'seek', position: 100 });
    await run(200);
    engine.setPlayback(playback({ isPlaying: true, position: 100, effectiveAt: SERVER_OFFSET_MS + 3400 }));
    await run(3000);
    expect(player.seeks.slice(seeksBefore)).toEqual([100]);
    expect(Math.abs(player.currentTime() - 102.8)).toBeLessThan(0.01);
  });

  it('shows a pause until its moment has come for the others, too', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answer = engine.preview({ type: 'pause' });
    await run(100);
    engine.setPlayback(playback({ position: 3.4, effectiveAt: serverNow() + 300 }));
    answer('done');
    await run(200);
    expect(player.isPaused()).toBe(true);
    await run(600);
    expect(player.currentTime()).toBe(3.4);
    expect(player.isPaused()).toBe(true);
  });

  it.each(['refused', 'never answered'])('goes back to the room when what it showed is %s', async (how) => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const answer = engine.preview({ type: 'seek', position: 100 });
    await run(500);
    if (how === 'refused') answer('refused');
    await run(6000);
    expect(Math.abs(player.currentTime() - 9.5)).toBeLessThan(0.02);
  });

  it('goes on showing what was asked for when a hold of before arrives', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answer = engine.preview({ type: 'seek', position: 120 });
    const seeksBefore = player.seeks.length;
    const hold = { isPlaying: true, effectiveAt: SERVER_OFFSET_MS + 9000, waitingFor: ['anya'] };
    engine.setPlayback(playback({ ...hold, position: 2.9 }));
    await run(300);
    expect(player.seeks).toHaveLength(seeksBefore);
    engine.setPlayback(playback({ ...hold, position: 120 }));
    await run(300);
    expect(player.seeks).toHaveLength(seeksBefore);
    answer('done');
    await run(100);
    expect(player.currentTime()).toBeCloseTo(120, 2);
  });

  it('goes on showing the last of two wishes when the answer to the first arrives', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answerFirst = engine.preview({ type: 'seek', position: 200 });
    await run(200);
    const answerSecond = engine.preview({ type: 'seek', position: 120 });
    await run(200);
    const seeksBefore = player.seeks.length;
    engine.setPlayback(playback({ isPlaying: true, position: 200, effectiveAt: serverNow() + 100 }));
    answerFirst('done');
    await run(600);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(player.isPaused()).toBe(true);
    engine.setPlayback(playback({ isPlaying: true, position: 120, effectiveAt: serverNow() + 300 }));
    answerSecond('done');
    await run(2300);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(Math.abs(player.currentTime() - 122)).toBeLessThan(0.02);
  });

  it('jumps once, however late the answer to a wish comes', async () => {
    const { engine, player, run, serverNow } = stage({ seekMs: () => 60 });
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    const answer = engine.preview({ type: 'seek', position: 120 });
    await run(900);
    engine.setPlayback(playback({ isPlaying: true, position: 120, effectiveAt: serverNow() - 250 }));
    answer('done');
    await run(2500);
    expect(player.seeks).toHaveLength(seeksBefore + 1);
    expect(Math.abs(player.currentTime() - 122.75)).toBeLessThan(0.02);
  });

  it('shows what the server made of a wish, where that is something else', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0 }));
    await run(3000);
    const answer = engine.preview({ type: 'seek', position: 900 });
    await run(200);
    engine.setPlayback(playback({ position: 300, effectiveAt: serverNow() }));
    await run(200);
    expect(player.currentTime()).toBeCloseTo(900, 2);
    answer('done');
    await run(500);
    expect(player.currentTime()).toBeCloseTo(300, 2);
  });
});
