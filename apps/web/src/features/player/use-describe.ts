import { useEffect, useRef } from 'react';

import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import type { PlayerHandle } from './player-handle.js';
import { useMayControl } from './use-playback-commands.js';

/** Tells the server a video's length, or that it is live, where it does not know: once, from those who may control. */
export function useDescribe(player: PlayerHandle | undefined): void {
  const { room } = useRealtime();
  const mayControl = useMayControl();
  const undescribed = useRoom((state) =>
    state.status === 'joined' &&
    state.playback.duration === undefined &&
    state.playback.liveOrigin === undefined
      ? state.playback.videoUrl
      : null,
  );
  const described = useRef<string>(undefined);

  useEffect(() => {
    if (!player || !mayControl || undescribed === null) return;
    const describe = (): void => {
      const found = findingsOf(player);
      if (!found || described.current === undescribed) return;
      described.current = undescribed;
      // Nobody waits for it: somebody else's player may have told it first.
      room.command('video:describe', { videoUrl: undescribed, ...found }).catch(() => undefined);
    };
    // While another video is still loading, what the player knows is the length of the one before.
    return player.subscribe((event) => {
      if (event.type === 'ready' || event.type === 'durationchange') describe();
    });
  }, [player, mayControl, undescribed, room]);
}

function findingsOf(
  player: PlayerHandle,
): { duration: number } | { live: { programTime: number } } | undefined {
  const programTime = player.liveProgram?.comfortableTime();
  if (programTime !== undefined) return { live: { programTime: Math.round(programTime) } };
  const duration = player.duration();
  return duration === undefined ? undefined : { duration };
}
