import type { EpochMs } from '@watchparty/shared';
import { useEffect, useState } from 'react';

import { useRealtime } from '../../realtime/realtime-context.js';

const TICK_MS = 250;

/** Whole seconds until a moment of the server's clock, counted down; 0 when it is over or there is none. */
export function useSecondsUntil(until: EpochMs | undefined): number {
  const { clock } = useRealtime();
  const left = (): number =>
    until === undefined ? 0 : Math.max(0, Math.ceil((until - clock.serverNow()) / 1000));
  const [, setTicks] = useState(0);
  const isRunning = left() > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning, until]);
  return left();
}
