import { describe, expect, it } from '@jest/globals';

import { EVENT_PLAYER, SERVER_OFFSET_MS, playback, stage } from './model/engine-stage.js';

describe('sync engine, with a player that runs', () => {
  it('makes a small lag good by rate and goes back to the room rate', async () => {
    const { engine, player, run, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    // Past the time in which a start settles.
    await run(5000);
    player.isStalled = true;
    await run(350);
    player.isStalled = false;
    const seeksBefore = player.seeks.length;
    await run(9000);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(player.ratesTold.at(-1)).toBe(1);
    expect(Math.max(...player.ratesTold)).toBeLessThanOrEqual(1.4 + 1e-9);
    expect(Math.abs(player.currentTime() - 14.35)).toBeLessThan(0.02);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('says that it waits while data is missing, and corrects nothing meanwhile', async () => {
    const { engine, player, run, statuses } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(3000);
    const seeksBefore = player.seeks.length;
    player.isStalled = true;
    await run(5000);
    expect(player.seeks).toHaveLength(seeksBefore);
    expect(statuses.at(-1)).toEqual({ type: 'waiting' });
    player.isStalled = false;
    await run(5000);
    expect(statuses.at(-1)?.type).toBe('synced');
  });

  it('follows the room rate at once', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(2000);
    engine.setPlayback(
      playback({ isPlaying: true, position: 2.2, rate: 1.5, effectiveAt: SERVER_OFFSET_MS + 2200 }),
    );
    await run(2200);
    expect(Math.abs(player.currentTime() - (2.2 + 2 * 1.5))).toBeLessThan(0.03);
    expect(player.ratesTold.at(-1)).toBe(1.5);
  });

  it('makes good within a second what it hears late of another rate', async () => {
    const { engine, player, run, serverNow } = stage();
    engine.setPlayback(playback({ isPlaying: true, position: 0, rate: 1.5 }));
    await run(8000);
    engine.setPlayback(
      playback({ isPlaying: true, position: 11.55, effectiveAt: serverNow() - 300, rate: 1 }),
    );
    await run(1000);
    expect(Math.abs(player.currentTime() - 12.85)).toBeLessThan(0.02);
    expect(player.seeks).toHaveLength(0);
  });

  it('knows how far the player is from the room, but only while it runs steadily', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(200);
    expect(engine.driftMs()).toBeUndefined();
    await run(5100);
    expect(Math.abs(engine.driftMs() ?? NaN)).toBeLessThan(30);

    player.position += 0.08;
    await run(800);
    expect(engine.driftMs()).toBeGreaterThan(20);
    player.isStalled = true;
    await run(200);
    expect(engine.driftMs()).toBeUndefined();
  });

  it('looks closely at a player that can go on after it had run out of data', async () => {
    const { engine, player, run } = stage();
    engine.setPlayback(playback({ isPlaying: true }));
    await run(10_000);
    const look = player.currentTime.bind(player);
    const looks = { count: 0 };
    player.currentTime = () => {
      looks.count += 1;
      return look();
    };
    await run(1000);
    expect(looks.count).toBeLessThan(15);
    player.tell({ type: 'canplay' });
    looks.count = 0;
    await run(1000);
    expect(looks.count).toBeGreaterThan(20);
  });

  it('believes nothing that a frame tells of its position right after it says that it plays', async () => {
    const { engine, player, run } = stage(EVENT_PLAYER, 'events');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(6000);
    expect(engine.driftMs()).toBeDefined();
    player.tell({ type: 'playing' });
    await run(400);
    expect(engine.driftMs()).toBeUndefined();
  });
});
