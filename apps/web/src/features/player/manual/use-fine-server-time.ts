import type { EpochMs } from '@watchparty/shared';
import { useEffect, useState } from 'react';

import { useRealtime } from '../../../realtime/realtime-context.js';

/** The server's time with each frame: people press when they see the number, so that it must not be late. */
export function useFineServerTime(isRunning: boolean): EpochMs {
  const { clock } = useRealtime();
  const [nowMs, setNowMs] = useState(() => clock.serverNow());
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      setNowMs(clock.serverNow());
      if (isRunning) frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [clock, isRunning]);
  return nowMs;
}
