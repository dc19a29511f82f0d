import { useEffect, useRef, useState } from 'react';

import { useRealtime } from '../../../realtime/realtime-context.js';
import { watchWakeUps } from '../../../realtime/wake-ups.js';
import { useTelegram } from '../../../telegram/telegram-context.js';
import type { PlayerHandle } from '../player-handle.js';
import type { DriftRecord } from './drift-record.js';
import { createSyncEngine, type SyncEngine } from './sync-engine.js';
import { saysTheSame, type SyncStatus, type SyncStatusStore } from './sync-status.js';

const TICK_MS = 100;
/** The badge's number may change this often; its word changes at once. */
const NUMBER_PAUSE_MS = 1_000;

/** A player, and the address that it was made with. */
export interface LoadedPlayer {
  handle: PlayerHandle;
  url: string;
}

/**
 * Keeps a player where the room is, for as long as both are there.
 *
 * @returns tries again what the browser refused; call it within a gesture
 */
export function useSync(
  player: LoadedPlayer | undefined,
  { view, drift }: { view: SyncStatusStore; drift: DriftRecord },
): () => void {
  const { room, clock } = useRealtime();
  const telegram = useTelegram();
  const engine = useRef<SyncEngine>(undefined);
  const [wake] = useState(() => () => engine.current?.wake());

  useEffect(() => {
    if (!player) return;
    const running = createSyncEngine({
      player: player.handle,
      loadedUrl: player.url,
      serverNow: () => clock.serverNow(),
      now: () => performance.now(),
      schedule,
      onStatus: statusWriter(view),
      onSilenced: () => view.setState({ isSilenced: true }),
    });
    engine.current = running;

    const follow = (): void => {
      const state = room.store.getState();
      if (state.status === 'joined' && state.playback.videoUrl !== null) running.setPlayback(state.playback);
    };
    follow();
    const unsubscribe = room.store.subscribe(follow);
    const timer = setInterval(() => {
      running.tick();
      const driftMs = running.driftMs();
      if (driftMs !== undefined) drift.add(driftMs);
    }, TICK_MS);
    const endWakeUps = watchWakeUps(wake);
    const endActivation = telegram.onActiveChange((isActive) => {
      if (isActive) wake();
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
      endWakeUps();
      endActivation();
      running.destroy();
      engine.current = undefined;
      view.setState({ status: { type: 'idle' } });
    };
  }, [player, room, clock, telegram, view, drift, wake]);

  return wake;
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

function schedule(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
