import { useEffect, useState } from 'react';

/** The height that a keyboard leaves, as a CSS length. `dvh` knows nothing of keyboards on iOS. */
export function useVisibleHeight(): string {
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = (): void => {
      // Pinched in, the visible part says nothing about keyboards.
      if (viewport.scale <= 1.01) setHeight(Math.round(viewport.height));
      // iOS scrolls the page under the keyboard although there is nothing to scroll to.
      if (window.scrollY > 0) window.scrollTo(0, 0);
    };
    measure();
    viewport.addEventListener('resize', measure);
    return () => viewport.removeEventListener('resize', measure);
  }, []);
  return height === undefined ? '100dvh' : `${height}px`;
}
