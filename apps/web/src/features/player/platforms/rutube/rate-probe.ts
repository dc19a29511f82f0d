import { createTimer, type FrameTime } from '../frame/frame-time.js';

/** Finds out whether a frame plays other rates than 1: it does if it says so. */
export interface RateProbe {
  /** The film runs. Tries once. */
  begin(): void;
  /** What the frame says that it plays now, in seconds of video per second. */
  hear(rate: number | undefined): void;
  /** Ends a try that is under way; the next beginning tries again. */
  stop(): void;
}

interface RateProbeOptions {
  time: FrameTime;
  tryRate: (rate: number) => void;
  /** Told once. What was tried has to be set back by whoever hears it. */
  onAnswer: (isObeyed: boolean) => void;
}

/** What the sync engine nudges by: a frame that rounds it away is of no use to it. */
const TRIED_RATE = 1.05;
const ANSWER_WITHIN_MS = 2_000;

export function createRateProbe({ time, tryRate, onAnswer }: RateProbeOptions): RateProbe {
  let state: 'new' | 'trying' | 'known' = 'new';
  const timer = createTimer(time, () => conclude(false), ANSWER_WITHIN_MS);

  function conclude(isObeyed: boolean): void {
    timer.clear();
    state = 'known';
    // A frame that obeys without a word, or half, must not be left at it.
    if (!isObeyed) tryRate(1);
    onAnswer(isObeyed);
  }

  return {
    begin() {
      if (state !== 'new') return;
      state = 'trying';
      timer.set();
      tryRate(TRIED_RATE);
    },
    hear(rate) {
      if (state === 'trying' && rate !== undefined) conclude(Math.abs(rate - TRIED_RATE) < 0.001);
    },
    stop() {
      timer.clear();
      if (state === 'trying') state = 'new';
    },
  };
}
