import type { Playback, PlayerClock, ProvenRate } from '@watchparty/shared';

import { createSyncEngine, type SyncEngine } from '../sync-engine.js';
import type { SyncStatus } from '../sync-status.js';
import { SimulatedPlayer, type PlayerTraits } from './simulated-player.js';
import { SimulatedTime } from './simulated-time.js';

const URL = '/samples/clock.mp4';
/** The server's clock ahead of the local one, in milliseconds. */
export const SERVER_OFFSET_MS = 1_700_000_000_000;

interface Stage {
  time: SimulatedTime;
  player: SimulatedPlayer;
  engine: SyncEngine;
  statuses: SyncStatus[];
  silenced: { count: number };
  /** What trials of rates came to. */
  proven: ProvenRate[];
  /** Lets time pass with a look at the player every 100 ms. */
  run: (ms: number) => Promise<void>;
  serverNow: () => number;
}

/** A real engine with a simulated player, before its first timeline. */
export function stage(options: PlayerTraits = {}, clock: PlayerClock = 'exact'): Stage {
  const time = new SimulatedTime();
  const player = new SimulatedPlayer(time, options);
  const statuses: SyncStatus[] = [];
  const silenced = { count: 0 };
  const proven: ProvenRate[] = [];
  const serverNow = () => SERVER_OFFSET_MS + time.nowMs;
  const engine = createSyncEngine({
    player,
    clock,
    loadedUrl: URL,
    serverNow,
    clockSdMs: () => 0,
    now: () => time.nowMs,
    schedule: time.schedule,
    onStatus: (status) => statuses.push(status),
    onSilenced: () => (silenced.count += 1),
    onRatesProven: (kind) => proven.push(kind),
  });
  time.repeat(() => engine.tick(), 100);
  const run = (ms: number) => time.advance(ms);
  return { time, player, engine, statuses, silenced, proven, run, serverNow };
}

let version = 0;
/** A timeline that nobody has heard of yet: paused at 0, unless said. */
export function playback(change: Partial<Playback>): Playback {
  version += 1;
  return {
    videoUrl: URL,
    platform: 'file',
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: SERVER_OFFSET_MS,
    version,
    ...change,
  };
}

/** A position that is told now and then, by a player that can be told everything but a rate. */
export const EVENT_PLAYER: PlayerTraits = {
  tellsAfterMs: () => 250,
  capabilities: { rate: 'none' },
};
