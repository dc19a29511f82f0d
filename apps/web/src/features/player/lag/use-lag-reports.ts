import { useEffect } from 'react';

import { useRealtime } from '../../../realtime/realtime-context.js';
import type { PlayerHandle } from '../player-handle.js';
import type { SyncStatusStore } from '../sync/sync-status.js';
import { targetAt } from '../sync/timeline-target.js';
import { createLagReporter } from './lag-reporter.js';

const LOOK_EVERY_MS = 250;

/** Lets the others see where this picture is while it is elsewhere than the room. */
export function useLagReports(
  player: PlayerHandle | undefined,
  status: SyncStatusStore,
  videoUrl: string,
): void {
  const { room, clock, emit } = useRealtime();
  useEffect(() => {
    if (!player) return;
    // Whether that arrives is nobody's concern: the next one comes soon, or the word is believed no longer.
    const reporter = createLagReporter((behind) => void emit('video:lag', { behind }).catch(() => undefined));
    const look = (): void => {
      const state = room.store.getState();
      if (state.status !== 'joined' || state.playback.videoUrl !== videoUrl) return;
      const target = targetAt(state.playback, clock.serverNow(), player.duration());
      const { type } = status.getState().status;
      const isWatched =
        target.phase === 'moving' &&
        player.isReady() &&
        player.problem() === undefined &&
        type !== 'needs_tap' &&
        !document.hidden;
      reporter.look({
        roomPosition: target.position,
        ownPosition: isWatched ? player.currentTime() : undefined,
        isInAd: isWatched && (type === 'in_ad' || player.isInAd?.() === true),
        nowMs: performance.now(),
      });
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      reporter.reset();
    };
  }, [player, status, videoUrl, room, clock, emit]);
}
