import { useLayoutEffect, useState } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** Opens pages at their top, and brings whoever comes back to where they were. */
export function ScrollMemory(): null {
  const { key } = useLocation();
  const isReturn = useNavigationType() === NavigationType.Pop;
  const [places] = useState(() => new Map<string, number>());

  useLayoutEffect(() => {
    // The browser would restore before the page has its height again.
    window.history.scrollRestoration = 'manual';
  }, []);

  useLayoutEffect(() => {
    window.scrollTo(0, isReturn ? (places.get(key) ?? 0) : 0);
    const note = (): void => void places.set(key, window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [key, isReturn, places]);

  return null;
}
