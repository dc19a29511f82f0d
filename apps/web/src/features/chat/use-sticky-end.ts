import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** This close to the end, one is there. */
const NEAR_PX = 80;
/** Windows beyond which nobody is taken along: rows that are measured on the way would make it endless. */
const GLIDE_WINDOWS = 4;

interface StickyEndOptions {
  scroller: RefObject<HTMLElement | null>;
  /** What is scrolled, all of it. */
  content: RefObject<HTMLElement | null>;
  onChange: (isAtEnd: boolean) => void;
}

interface StickyEnd {
  isAtEnd: boolean;
  onScroll: () => void;
  toEnd: (behavior?: ScrollBehavior) => void;
}

/**
 * Who is at the end stays there while messages come, rows are measured, the keyboard rises or the phone is turned: all of
 * that changes the size of what scrolls or of its window, which is noticed before the next picture is drawn.
 */
export function useStickyEnd({ scroller, content, onChange }: StickyEndOptions): StickyEnd {
  const [isAtEnd, setIsAtEnd] = useState(true);
  const stands = useRef({ isAtEnd: true, top: 0 });
  const tell = useEffectEvent(onChange);

  const stand = (next: boolean): void => {
    stands.current.isAtEnd = next;
    setIsAtEnd(next);
  };
  useLayoutEffect(() => tell(isAtEnd), [isAtEnd]);

  const toEnd = (wanted: ScrollBehavior = 'instant'): void => {
    const list = scroller.current;
    if (!list) return;
    const isFar = list.scrollHeight - list.scrollTop > GLIDE_WINDOWS * list.clientHeight;
    const behavior = isFar ? 'instant' : wanted;
    if (behavior === 'instant') stand(true);
    list.scrollTo({ top: list.scrollHeight, behavior });
  };

  const stick = useEffectEvent(() => {
    if (stands.current.isAtEnd) toEnd();
  });
  useLayoutEffect(() => {
    if (!scroller.current || !content.current) return;
    const observer = new ResizeObserver(() => stick());
    observer.observe(scroller.current);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [scroller, content]);

  const onScroll = (): void => {
    const list = scroller.current;
    if (!list) return;
    const { top } = stands.current;
    stands.current.top = list.scrollTop;
    if (list.scrollHeight - list.clientHeight - list.scrollTop < NEAR_PX) stand(true);
    // What grows below moves nobody: only who goes back has left the end.
    else if (list.scrollTop < top) stand(false);
  };

  return { isAtEnd, onScroll, toEnd };
}
