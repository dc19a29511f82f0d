/** Finds out whether a frame plays other rates than 1: it does if it says so. */
export interface RateProbe {
  /** The film runs. Only the first time that it does something is tried. */
  begin(): void;
  /** What the frame says that it plays now, in seconds of video per second. */
  hear(rate: number): void;
  /** What it can do, as far as is known. */
  known(): 'any' | 'none';
  /** Ends a try that is under way; the next beginning tries again. */
  stop(): void;
}

interface RateProbeOptions {
  schedule: (task: () => void, delayMs: number) => () => void;
  tryRate: (rate: number) => void;
  /** It plays any rate, and whoever hears it says which is wanted. */
  onObeyed: () => void;
}

/** What the sync engine nudges by: a frame that rounds it away is of no use to it. */
const TRIED_RATE = 1.05;
const ANSWER_WITHIN_MS = 2_000;

export function createRateProbe({ schedule, tryRate, onObeyed }: RateProbeOptions): RateProbe {
  let state: 'new' | 'trying' | 'any' | 'none' = 'new';
  let cancel: (() => void) | undefined;

  function conclude(isObeyed: boolean): void {
    cancel?.();
    state = isObeyed ? 'any' : 'none';
    if (isObeyed) onObeyed();
    // Whoever obeys without a word, or half, must not be left at it.
    else tryRate(1);
  }

  return {
    begin() {
      if (state !== 'new') return;
      state = 'trying';
      cancel = schedule(() => conclude(false), ANSWER_WITHIN_MS);
      tryRate(TRIED_RATE);
    },
    hear(rate) {
      if (state === 'trying') conclude(Math.abs(rate - TRIED_RATE) < 0.001);
    },
    known: () => (state === 'any' ? 'any' : 'none'),
    stop() {
      cancel?.();
      if (state === 'trying') state = 'new';
    },
  };
}
