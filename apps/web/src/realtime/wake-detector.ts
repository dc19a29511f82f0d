/** Makes one wake-up of all that a browser says about it, and finds those that it says nothing about. */
export interface WakeDetector {
  /** Something happened that happens when a page wakes. @returns whether it was the first sign of a wake-up */
  hint(): boolean;
  /** Ends it. */
  stop(): void;
}

interface WakeDetectorOptions {
  onWake: () => void;
  isVisible: () => boolean;
  /** Monotonic milliseconds. */
  now: () => number;
  /**
   * The device's own time in epoch milliseconds: where timers and the monotonic clock stand still in a sleep, only it
   * shows that time passed. Whoever sets the device's clock wakes the page once for nothing.
   */
  deviceNow: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** What comes within this time of a wake-up belongs to it: a phone that wakes tells it in up to four events. */
const ONE_WAKE_MS = 1_000;
const LOOK_EVERY_MS = 2_000;
/** A timer of a visible page that comes this much late was not late but asleep. */
const SLEPT_MS = 3_000;

export function createWakeDetector(options: WakeDetectorOptions): WakeDetector {
  const { onWake, isVisible, now, deviceNow, schedule } = options;
  let wokeAtMs = -Infinity;
  let cancelLook = planLook();

  function hint(): boolean {
    if (now() - wokeAtMs < ONE_WAKE_MS) return false;
    wokeAtMs = now();
    // A look that is due has nothing to add.
    cancelLook();
    cancelLook = planLook();
    onWake();
    return true;
  }

  function planLook(): () => void {
    const sinceMs = now();
    const sinceDeviceMs = deviceNow();
    return schedule(() => {
      const passedMs = Math.max(now() - sinceMs, deviceNow() - sinceDeviceMs);
      cancelLook = planLook();
      // The timers of a hidden page are throttled; once it is shown, the browser says so.
      if (isVisible() && passedMs - LOOK_EVERY_MS >= SLEPT_MS) hint();
    }, LOOK_EVERY_MS);
  }

  return { hint, stop: () => cancelLook() };
}
