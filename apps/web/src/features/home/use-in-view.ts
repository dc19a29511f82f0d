import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** Calls back whenever the element comes near the visible part of the page. */
export function useInView<T extends Element>(onInView: () => void, isWatching: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  const arrive = useEffectEvent(onInView);
  useEffect(() => {
    if (!isWatching || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) arrive();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, [isWatching]);
  return element;
}
