// Every browser has these, jsdom has not. Import this first: react-router asks for them when it is loaded.
import { TextDecoder, TextEncoder } from 'node:util';

/** jsdom lays nothing out, so no size ever changes. */
class StillResizeObserver implements ResizeObserver {
  observe(): void {
    // Nothing to report.
  }
  unobserve(): void {
    // Nothing to report.
  }
  disconnect(): void {
    // Nothing to report.
  }
}

/** Nothing is ever scrolled into view either. */
class StillIntersectionObserver extends StillResizeObserver {}

Object.assign(globalThis, {
  TextEncoder,
  TextDecoder,
  ResizeObserver: StillResizeObserver,
  IntersectionObserver: StillIntersectionObserver,
});

/** A pointer that is a mouse with a number; it never leaves what it has pressed. */
class SimplePointerEvent extends MouseEvent {
  readonly pointerId: number;

  constructor(type: string, init: PointerEventInit = {}) {
    super(type, init);
    this.pointerId = init.pointerId ?? 0;
  }
}

Object.assign(globalThis, { PointerEvent: SimplePointerEvent });
Object.assign(HTMLElement.prototype, { setPointerCapture: () => undefined });
