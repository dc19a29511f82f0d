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

/** Nor does a pointer ever leave what it has pressed. */
Object.assign(HTMLElement.prototype, { setPointerCapture: () => undefined });
