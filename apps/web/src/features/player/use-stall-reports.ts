import { useEffect } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';
import type { PlayerHandle } from './player-handle.js';
import { createStallReporter, EARLY_AFTER_MS } from './stall-reporter.js';
import type { SyncStatusStore } from './sync/sync-status.js';
import { targetAt } from './sync/timeline-target.js';

const LOOK_EVERY_MS = 100;

/** Has the room wait while this player has run out of data, as long as the room's settings let it. */
export function useStallReports(player: PlayerHandle | undefined, status: SyncStatusStore): void {
  const { room, clock } = useRealtime();

  useEffect(() => {
    if (!player) return;
    const reporter = createStallReporter((isStalled) => {
      const answer = room.reportStall(isStalled);
      const state = room.store.getState();
      const mayWait = state.status === 'joined' && state.room.bufferWait !== 0;
      if (isStalled && mayWait) status.getState().engine?.awaitAnswer(answer);
    });
    const look = (): void => {
      const state = room.store.getState();
      if (state.status !== 'joined') return;
      const { playback, youId } = state;
      const serverNowMs = clock.serverNow();
      const { engine, status: shown } = status.getState();
      reporter.look({
        playback,
        youId,
        isMoving: targetAt(playback, serverNowMs, player.duration()).phase === 'moving',
        // Nobody waits for a tap, or for a page that nobody looks at.
        canFollow: player.problem() === undefined && shown.type !== 'needs_tap' && !document.hidden,
        isInAd: shown.type === 'in_ad' || player.isInAd?.() === true,
        isPaused: player.isPaused(),
        isSeeking: player.isSeeking(),
        hasData: player.isReady() && player.hasData(),
        aheadS: aheadOf(player),
        expectedDelayS: engine?.expectedDelayS() ?? 0,
        serverNowMs,
        nowMs: performance.now(),
      });
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    let soon: ReturnType<typeof setTimeout> | undefined;
    // The sooner it is known that a jump takes long, the fewer have started by then; and that it is over, the fewer stand.
    const unsubscribe = player.subscribe(({ type }) => {
      if (type !== 'seeking' && type !== 'canplay') return;
      look();
      clearTimeout(soon);
      if (type === 'seeking') soon = setTimeout(look, EARLY_AFTER_MS);
    });
    return () => {
      clearInterval(timer);
      clearTimeout(soon);
      unsubscribe();
    };
  }, [player, status, room, clock]);
}

/** Seconds of film that are here; what lies behind the end counts, as nothing more is to come. */
function aheadOf(player: PlayerHandle): number | undefined {
  const spans = player.buffered();
  if (spans.length === 0) return undefined;
  const position = player.currentTime();
  const span = spans.find(({ start, end }) => start <= position && position <= end);
  if (!span) return 0;
  const isLast = span.end >= (player.duration() ?? Infinity) - 0.1;
  return isLast ? Infinity : span.end - position;
}
