import { useEffect } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';
import type { PlayerHandle } from './player-handle.js';

/** Tells the room that a video is over whose length nobody knows; of all others the server sees it by itself (QU7). */
export function useReportEnd(player: PlayerHandle | undefined): void {
  const { room } = useRealtime();
  useEffect(
    () =>
      player?.subscribe(({ type }) => {
        const state = room.store.getState();
        if (type !== 'ended' || state.status !== 'joined') return;
        const { duration, isPlaying } = state.playback;
        if (isPlaying && duration === undefined) void room.reportEnd();
      }),
    [player, room],
  );
}
