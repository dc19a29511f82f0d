import { openFrameChannel, type FrameChannel } from './frame-channel.js';
import type { FrameMessage } from './frame-message.js';
import { createPlayerFrame } from './player-frame.js';

/** A place on the page for one frame at a time, and the way to speak with it. */
export interface FrameSlot {
  /**
   * Another frame takes the place of the one before. Leading the old one to the address instead would leave an entry in
   * the browser's history, and what it had still to say would be taken for the new one's.
   */
  show(src: string): void;
  isTaken(): boolean;
  /** Does nothing without a frame. */
  post(message: unknown): void;
  clear(): void;
}

interface FrameSlotOptions {
  box: HTMLElement;
  /** For those who hear the page. */
  title: string;
  /** Origins that frames may speak from besides the one that they are loaded from: platforms lead from name to name. */
  origins?: readonly string[];
  onMessage: (message: FrameMessage) => void;
}

export function createFrameSlot({ box, title, origins = [], onMessage }: FrameSlotOptions): FrameSlot {
  let shown: { frame: HTMLIFrameElement; channel: FrameChannel } | undefined;

  function clear(): void {
    shown?.channel.close();
    shown?.frame.remove();
    shown = undefined;
  }

  return {
    show(src) {
      clear();
      const frame = createPlayerFrame({ src, title });
      const channel = openFrameChannel({ frame, origins: [new URL(src).origin, ...origins], onMessage });
      shown = { frame, channel };
      box.append(frame);
    },
    isTaken: () => shown !== undefined,
    post: (message) => shown?.channel.post(message),
    clear,
  };
}
