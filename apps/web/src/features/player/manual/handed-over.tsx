import { useEffect, useEffectEvent } from 'react';

import type { PlatformPlayerProps } from '../platforms/platform-player.js';
import type { PlayerHandle } from '../player-handle.js';

interface HandedOverProps extends PlatformPlayerProps {
  handle: PlayerHandle;
}

/** A player whose picture lies below: somebody else made it, and takes it away. */
export function HandedOver({ handle, onHandle }: HandedOverProps): null {
  const handOver = useEffectEvent(onHandle);
  useEffect(() => {
    handOver(handle);
    return () => handOver(undefined);
  }, [handle]);
  return null;
}
