/** Time as a player's parts need it. */
export interface FrameTime {
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** The browser's. */
export const browserTime: FrameTime = {
  now: () => performance.now(),
  schedule(task, delayMs) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** A timer of which there is one at most: setting it again puts it off. */
export interface Timer {
  set(): void;
  clear(): void;
  isSet(): boolean;
}

export function createTimer({ schedule }: FrameTime, task: () => void, delayMs: number): Timer {
  let cancel: (() => void) | undefined;
  return {
    set() {
      cancel?.();
      cancel = schedule(() => {
        cancel = undefined;
        task();
      }, delayMs);
    },
    clear() {
      cancel?.();
      cancel = undefined;
    },
    isSet: () => cancel !== undefined,
  };
}
