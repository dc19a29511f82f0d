import { useEffect, useEffectEvent, useRef, useState, type CSSProperties, type PointerEvent } from 'react';

import { dropIndex, scrollStep, shiftOf, type RowBox } from './drag-geometry.js';

interface Drag<T> {
  id: string;
  from: number;
  to: number;
  /** CSS pixels from where it lay. */
  offset: number;
  /** The rows as they lay when it began: news from others do not move them under the finger. */
  items: readonly T[];
  boxes: readonly RowBox[];
}

/** Where the finger is, and where it and the list were at the start. */
interface Grip {
  pointerId: number;
  y: number;
  startY: number;
  scroller: HTMLElement | undefined;
  startScroll: number;
}

/** A list whose rows are dragged to another place. */
export interface DragOrder<T> {
  /** In the order to be shown. */
  items: readonly T[];
  draggedId: string | undefined;
  styleOf(index: number): CSSProperties | undefined;
  /** For the handle of a row; it must not scroll the page: `touch-action: none`. */
  grab(id: string, event: PointerEvent<HTMLElement>): void;
}

/**
 * @param list holds a row per item and nothing else
 * @param onMove gets the item and what it was put before, if not at the end
 */
export function useDragOrder<T extends { id: string }>(
  list: { readonly current: HTMLElement | null },
  items: readonly T[],
  onMove: (item: T, beforeId: string | undefined) => void,
): DragOrder<T> {
  const [drag, setDrag] = useState<Drag<T>>();
  const grip = useRef<Grip>(undefined);
  const isDragging = drag !== undefined;

  const follow = useEffectEvent(() => {
    const held = grip.current;
    if (!held) return;
    const scrolled = (held.scroller?.scrollTop ?? 0) - held.startScroll;
    const offset = held.y - held.startY + scrolled;
    setDrag((now) => now && { ...now, offset, to: dropIndex(now.boxes, now.from, offset) });
  });

  const drop = useEffectEvent((isMeant: boolean) => {
    grip.current = undefined;
    setDrag(undefined);
    if (!drag || !isMeant || drag.to === drag.from) return;
    const dragged = items.find(({ id }) => id === drag.id);
    if (!dragged) return;
    const others = drag.items.filter(({ id }) => id !== drag.id);
    // What it was put before may be gone by now; then it comes before who followed.
    const stillThere = new Set(items.map(({ id }) => id));
    onMove(dragged, others.slice(drag.to).find(({ id }) => stillThere.has(id))?.id);
  });

  useEffect(() => {
    if (!isDragging) return;
    const isOurs = (event: globalThis.PointerEvent): boolean => event.pointerId === grip.current?.pointerId;
    const move = (event: globalThis.PointerEvent): void => {
      if (!grip.current || !isOurs(event)) return;
      grip.current.y = event.clientY;
      follow();
    };
    const up = (event: globalThis.PointerEvent): void => {
      if (isOurs(event)) drop(true);
    };
    const cancel = (event: globalThis.PointerEvent): void => {
      if (isOurs(event)) drop(false);
    };
    let frame = requestAnimationFrame(function scroll() {
      const held = grip.current;
      const step = held?.scroller ? scrollStep(held.y, held.scroller.getBoundingClientRect()) : 0;
      if (held?.scroller && step !== 0) {
        held.scroller.scrollTop += step;
        follow();
      }
      frame = requestAnimationFrame(scroll);
    });
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
    };
  }, [isDragging]);

  return {
    items: drag?.items ?? items,
    draggedId: drag?.id,
    styleOf(index) {
      if (!drag) return undefined;
      const height = drag.boxes[drag.from]?.height ?? 0;
      const shift = index === drag.from ? drag.offset : shiftOf(index, { ...drag, height });
      return { transform: `translateY(${shift}px)` };
    },
    grab(id, event) {
      const rows = list.current;
      const from = items.findIndex((item) => item.id === id);
      if (!rows || from < 0 || event.button !== 0 || grip.current) return;
      // Over a player's frame the page would hear nothing of the pointer.
      event.currentTarget.setPointerCapture(event.pointerId);
      const scroller = scrollerOf(rows);
      grip.current = {
        pointerId: event.pointerId,
        y: event.clientY,
        startY: event.clientY,
        scroller,
        startScroll: scroller?.scrollTop ?? 0,
      };
      const boxes = [...rows.children].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return { top, height };
      });
      setDrag({ id, from, to: from, offset: 0, items, boxes });
    },
  };
}

function scrollerOf(element: HTMLElement): HTMLElement | undefined {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return undefined;
}
