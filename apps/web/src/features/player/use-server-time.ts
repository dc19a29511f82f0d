import type { EpochMs } from '@watchparty/shared';
import { useEffect, useState } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';

const TICK_MS = 250;

/** The server's time, again four times a second while something runs. */
export function useServerTime(isRunning: boolean): EpochMs {
  const { clock } = useRealtime();
  const [nowMs, setNowMs] = useState(() => clock.serverNow());
  useEffect(() => {
    const look = (): void => setNowMs(clock.serverNow());
    look();
    if (!isRunning) return;
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [clock, isRunning]);
  return nowMs;
}
