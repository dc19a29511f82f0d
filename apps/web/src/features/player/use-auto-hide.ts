import { useCallback, useEffect, useState } from 'react';

const SHOWN_FOR_MS = 3_000;

export interface AutoHide {
  isShown: boolean;
  /** Something moved: shows, and counts anew. */
  stir(): void;
  hide(): void;
}

/** Shows the controls for 3 s after the last movement, and for as long as `isHeld`. */
export function useAutoHide(isHeld: boolean): AutoHide {
  const [isAwake, setIsAwake] = useState(true);
  const [stirs, setStirs] = useState(0);

  useEffect(() => {
    if (isHeld || !isAwake) return;
    const timer = setTimeout(() => setIsAwake(false), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [isHeld, isAwake, stirs]);

  return {
    isShown: isHeld || isAwake,
    stir: useCallback(() => {
      setIsAwake(true);
      setStirs((count) => count + 1);
    }, []),
    hide: useCallback(() => setIsAwake(false), []),
  };
}
