import { clockOf, type ClockEstimate, type Platform } from '@watchparty/shared';
import { useEffect, useRef, useState } from 'react';

import { createSafeStorage } from '../../../lib/safe-storage.js';
import { useRealtime } from '../../../realtime/realtime-context.js';
import type { PlayerHandle } from '../player-handle.js';
import { schedule } from '../schedule.js';
import type { DriftRecord } from './drift-record.js';
import { createLatencyMemory } from './latency-memory.js';
import { createSyncEngine, type SyncEngine } from './sync-engine.js';
import { saysTheSame, type SyncStatus, type SyncStatusStore } from './sync-status.js';

const TICK_MS = 100;
/** The badge's number may change this often; its word changes at once. */
const NUMBER_PAUSE_MS = 1_000;

/** A player, and what it was made for. */
export interface LoadedPlayer {
  handle: PlayerHandle;
  url: string;
  platform: Platform;
}

/** What the stage asks of the engine. */
export interface SyncControls extends Pick<SyncEngine, 'preview'> {
  /** Tries again what the browser refused; call it within a gesture. */
  retry(): void;
}

/** Keeps a player where the room is, for as long as both are there. */
export function useSync(
  player: LoadedPlayer | undefined,
  { view, drift }: { view: SyncStatusStore; drift: DriftRecord },
): SyncControls {
  const { room, clock, onWake } = useRealtime();
  const engine = useRef<SyncEngine>(undefined);
  const [memory] = useState(() =>
    createLatencyMemory(
      createSafeStorage(() => window.localStorage),
      () => Date.now(),
    ),
  );
  const [controls] = useState<SyncControls>(() => ({
    retry: () => engine.current?.retry(),
    preview: (wish) => engine.current?.preview(wish) ?? (() => undefined),
  }));

  useEffect(() => {
    if (!player) return;
    const running = createSyncEngine({
      player: player.handle,
      clock: clockOf(player.platform),
      loadedUrl: player.url,
      latencies: memory.recall(player.platform, typicalRttMs(clock.estimate())),
      provenRate: memory.recallRates(player.platform),
      serverNow: () => clock.serverNow(),
      clockSdMs: () => clock.estimate()?.sdMs ?? 0,
      now: () => performance.now(),
      schedule,
      onStatus: statusWriter(view),
      onSilenced: () => view.setState({ isSilenced: true }),
      onRatesProven: (proven) => memory.keepRates(player.platform, proven),
    });
    engine.current = running;
    view.setState({ engine: running });

    const follow = (): void => {
      const state = room.store.getState();
      if (state.status === 'joined' && state.playback.videoUrl !== null) running.setPlayback(state.playback);
    };
    follow();
    const unsubscribe = room.store.subscribe(follow);

    let isOver = false;
    /** A clock that stood still while the page slept would send the player to where the room was. */
    const rise = async (): Promise<void> => {
      running.doze();
      await clock.measured();
      if (!isOver) running.wake();
    };
    const endWakeUps = onWake(() => void rise());
    const timer = setInterval(() => {
      running.tick();
      const driftMs = running.driftMs();
      if (driftMs !== undefined) drift.add(driftMs);
    }, TICK_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
      unsubscribe();
      endWakeUps();
      memory.keep(player.platform, running.latencies());
      running.destroy();
      engine.current = undefined;
      view.setState({ status: { type: 'idle' }, engine: undefined });
    };
  }, [player, room, clock, onWake, view, drift, memory]);

  return controls;
}

function typicalRttMs(estimate: ClockEstimate | null): number | undefined {
  return estimate ? estimate.rttMs + estimate.jitterMs : undefined;
}

function statusWriter(view: SyncStatusStore): (status: SyncStatus) => void {
  let writtenAtMs = -Infinity;
  return (status) => {
    const shown = view.getState().status;
    const isOnlyNumber = shown.type === status.type && status.type !== 'failed';
    if (saysTheSame(shown, status)) return;
    if (isOnlyNumber && performance.now() - writtenAtMs < NUMBER_PAUSE_MS) return;
    writtenAtMs = performance.now();
    view.setState({ status });
  };
}
