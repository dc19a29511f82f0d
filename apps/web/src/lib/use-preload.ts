import { useEffect } from 'react';

/** After the page has drawn itself and asked for what it shows. */
const LATER_MS = 3_000;

/** Fetches code ahead once the page has what it needs, so that a tap on a bad network answers at once. */
export function usePreloadLater(parts: readonly { preload: () => void }[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const part of parts) part.preload();
    }, LATER_MS);
    return () => clearTimeout(timer);
  }, [parts]);
}
