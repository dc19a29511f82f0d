import { useEffect, useRef, type PointerEvent } from 'react';

const LONG_PRESS_MS = 450;
/** A finger that goes farther scrolls. */
const STILL_PX = 10;

interface LongPressHandlers {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
}

/** For phones whose browsers know no menu of a long press, as those of Apple. */
export function useLongPress(
  onLongPress: (target: EventTarget, x: number, y: number) => void,
): LongPressHandlers {
  const pressed = useRef<{ timer: number; x: number; y: number }>(undefined);
  const end = (): void => {
    window.clearTimeout(pressed.current?.timer);
    pressed.current = undefined;
  };
  useEffect(() => () => window.clearTimeout(pressed.current?.timer), []);
  return {
    onPointerDown({ pointerType, target, clientX: x, clientY: y }) {
      end();
      if (pointerType === 'mouse') return;
      const timer = window.setTimeout(() => onLongPress(target, x, y), LONG_PRESS_MS);
      pressed.current = { timer, x, y };
    },
    onPointerMove({ clientX, clientY }) {
      const start = pressed.current;
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > STILL_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
