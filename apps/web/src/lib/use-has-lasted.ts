import { useEffect, useState } from 'react';

/**
 * Whether something has gone on for long enough.
 *
 * @param sinceMs monotonic milliseconds of its beginning; undefined while it is not
 */
export function useHasLasted(sinceMs: number | undefined, enoughMs: number): boolean {
  const [enoughSince, setEnoughSince] = useState<number>();
  useEffect(() => {
    if (sinceMs === undefined) return;
    const leftMs = Math.max(0, sinceMs + enoughMs - performance.now());
    const timer = setTimeout(() => setEnoughSince(sinceMs), leftMs);
    return () => clearTimeout(timer);
  }, [sinceMs, enoughMs]);
  return sinceMs !== undefined && enoughSince === sinceMs;
}
