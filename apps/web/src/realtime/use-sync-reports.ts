import { isInTouch } from '@watchparty/shared/room-client';
import { useEffect, useEffectEvent } from 'react';

import { useRealtime, useRoom } from './realtime-context.js';
import { startSyncReports } from './sync-reporter.js';

/**
 * Reports for as long as somebody is in the room.
 *
 * @param takeDriftMs signed milliseconds since it was last asked, player minus room; undefined when nothing played
 */
export function useSyncReports(takeDriftMs: () => number | undefined): void {
  const { emit, clock, room } = useRealtime();
  const take = useEffectEvent(takeDriftMs);
  const isInside = useRoom(({ status }) => status === 'joined');

  useEffect(() => {
    if (!isInside) return;
    return startSyncReports({
      emit,
      estimate: () => clock.estimate(),
      takeDriftMs: () => take(),
      isWatched() {
        const state = room.store.getState();
        return (
          document.visibilityState === 'visible' && state.status === 'joined' && isInTouch(state.connection)
        );
      },
      schedule(task, delayMs) {
        const timer = setTimeout(task, delayMs);
        return () => clearTimeout(timer);
      },
    });
  }, [isInside, emit, clock, room]);
}
