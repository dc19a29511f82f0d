import { addPlayerFrame, PLATFORM_SANDBOX } from '../vendor/player-frame.js';
import { openFrameChannel, type FrameChannel } from './frame-channel.js';
import type { FrameMessage } from './frame-message.js';

/** A place on the page for one frame of a known platform at a time, and the way to speak with it. */
export interface FrameSlot {
  /**
   * Another frame takes the place of the one before. Leading the old one to the address instead would leave an entry in
   * the browser's history, and what it had still to say would be taken for the new one's.
   */
  show(src: string): void;
  /** Does nothing without a frame. */
  post(message: unknown): void;
  clear(): void;
}

interface FrameSlotOptions {
  box: HTMLElement;
  /** What a screen reader calls the frame. */
  title: string;
  /** Origins that frames may speak from besides the one that they are loaded from: platforms lead from name to name. */
  origins?: readonly string[];
  onMessage: (message: FrameMessage) => void;
}

export function createFrameSlot({ box, title, origins = [], onMessage }: FrameSlotOptions): FrameSlot {
  let channel: FrameChannel | undefined;

  function clear(): void {
    channel?.close();
    channel = undefined;
    box.replaceChildren();
  }

  return {
    show(src) {
      clear();
      const frame = addPlayerFrame(box, src, title, PLATFORM_SANDBOX);
      channel = openFrameChannel({ frame, origins: [new URL(src).origin, ...origins], onMessage });
    },
    post: (message) => channel?.post(message),
    clear,
  };
}
