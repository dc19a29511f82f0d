import type { EpochMs } from '@watchparty/shared';
import { useEffect, useState } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';

/** The server's time, every second while something runs. */
export function useRoomClock(isRunning: boolean): EpochMs {
  const { clock } = useRealtime();
  const [nowMs, setNowMs] = useState(() => clock.serverNow());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNowMs(clock.serverNow()), 1000);
    return () => clearInterval(timer);
  }, [clock, isRunning]);
  return nowMs;
}
