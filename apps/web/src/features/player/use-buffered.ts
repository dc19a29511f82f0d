import { useEffect, useState } from 'react';

import type { PlayerHandle, TimeSpan } from './player-handle.js';

const NOTHING: readonly TimeSpan[] = [];

/** What of the film is already here. */
export function useBuffered(player: PlayerHandle | undefined): readonly TimeSpan[] {
  const [buffered, setBuffered] = useState<readonly TimeSpan[]>(NOTHING);
  useEffect(() => {
    if (!player) return;
    return player.subscribe((event) => {
      if (event.type === 'loading') setBuffered(NOTHING);
      if (event.type === 'buffered' || event.type === 'seeked') setBuffered(player.buffered());
    });
  }, [player]);
  return buffered;
}
