import { readMessage, type FrameMessage } from './frame-message.js';

/** Messages to and from one frame. */
export interface FrameChannel {
  /** Goes to whichever of the origins the frame spoke from last, before that to the first; nobody else can read it. */
  post(message: unknown): void;
  /** Hears nothing more. */
  close(): void;
}

interface FrameChannelOptions {
  frame: HTMLIFrameElement;
  /** Origins that the frame may speak from. */
  origins: readonly [string, ...string[]];
  onMessage: (message: FrameMessage) => void;
}

/**
 * Any window may post to this one, and a frame may have led its own pages elsewhere: what counts comes from this very
 * frame, and from one of the origins.
 */
export function openFrameChannel({ frame, origins, onMessage }: FrameChannelOptions): FrameChannel {
  let origin = origins[0];

  function hear(event: MessageEvent<unknown>): void {
    if (event.source === null || event.source !== frame.contentWindow) return;
    if (!origins.includes(event.origin)) return;
    const message = readMessage(event.data);
    if (!message) return;
    origin = event.origin;
    onMessage(message);
  }

  window.addEventListener('message', hear);
  return {
    post: (message) => frame.contentWindow?.postMessage(message, origin),
    close: () => window.removeEventListener('message', hear),
  };
}
