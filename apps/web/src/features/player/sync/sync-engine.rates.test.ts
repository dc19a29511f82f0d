import { describe, expect, it } from '@jest/globals';

import { EVENT_PLAYER, playback, stage } from './model/engine-stage.js';
import type { PlayerTraits } from './model/simulated-player.js';

describe('sync engine, with rates that have to be tried', () => {
  it.each(['any', 'steps', 'ignored'] as const)('finds out that they are %s', async (rates) => {
    const youtube: PlayerTraits = { tellsAfterMs: () => 265, capabilities: { rate: 'probe' }, rates };
    const { engine, player, proven, run } = stage(youtube, 'polled');
    engine.setPlayback(playback({ isPlaying: true }));
    await run(20_000);
    expect(proven).toEqual([rates === 'ignored' ? 'none' : rates]);
    expect(player.ratesTold.at(-1)).toBe(1);
    expect(Math.abs(player.position - 20)).toBeLessThan(0.15);
  });

  it('plays the nearest rate that the player has, and goes on by jumps', async () => {
    const { engine, player, run } = stage(EVENT_PLAYER, 'events');
    engine.setPlayback(playback({ isPlaying: true, rate: 1.25 }));
    await run(30_000);
    expect(player.ratesTold).toEqual([]);
    const seeks = player.seeks.length;
    expect(seeks).toBeGreaterThan(2);
    // One at the beginning, and one each five seconds at most.
    expect(seeks).toBeLessThanOrEqual(7);
    expect(Math.abs(player.position - 37.5)).toBeLessThan(2);
  });
});
