import { useCallback, useSyncExternalStore } from 'react';

import type { PlayerHandle } from './player-handle.js';

/** Whether the player may play faster or slower at all: it can, or that is still to be found out. */
export function usePlaysRates(player: PlayerHandle | undefined): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => player?.subscribe(onChange) ?? (() => undefined),
    [player],
  );
  return useSyncExternalStore(subscribe, () => player !== undefined && player.capabilities.rate !== 'none');
}
