import { useEffect, useRef } from 'react';

import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import type { PlayerHandle } from './player-handle.js';
import { useMayControl } from './use-playback-commands.js';

/** Tells the server a video's length where it does not know it: once a video, from those who may control. */
export function useDescribe(player: PlayerHandle | undefined): void {
  const { room } = useRealtime();
  const mayControl = useMayControl();
  const undescribed = useRoom((state) =>
    state.status === 'joined' && state.playback.duration === undefined ? state.playback.videoUrl : null,
  );
  const described = useRef<string>(undefined);

  useEffect(() => {
    if (!player || !mayControl || undescribed === null) return;
    const describe = (duration: number | undefined): void => {
      if (duration === undefined || described.current === undescribed) return;
      described.current = undescribed;
      // Nobody waits for it: somebody else's player may have told it first.
      room.command('video:describe', { videoUrl: undescribed, duration }).catch(() => undefined);
    };
    // While another video is still loading, what the player knows is the length of the one before.
    return player.subscribe((event) => {
      if (event.type === 'ready' || event.type === 'durationchange') describe(player.duration());
    });
  }, [player, mayControl, undescribed, room]);
}
