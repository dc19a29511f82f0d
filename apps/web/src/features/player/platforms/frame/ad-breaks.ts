import type { PlayerReport } from '../event-player.js';

/** Advertisements as a frame tells of them, some ends of which are never told. */
export interface AdBreaks {
  begin(): void;
  end(): void;
  /** Whether one is shown. */
  isOn(): boolean;
  /** Another video is shown, or none. */
  reset(): void;
}

/** Breaks are shorter: whoever has not told the end of one by then has forgotten it. */
const LONGEST_BREAK_MS = 180_000;

export function createAdBreaks(
  report: PlayerReport,
  schedule: (task: () => void, delayMs: number) => () => void,
): AdBreaks {
  let cancel: (() => void) | undefined;

  function reset(): void {
    cancel?.();
    cancel = undefined;
  }

  function end(): void {
    reset();
    report.ad(false);
  }

  return {
    begin() {
      reset();
      cancel = schedule(end, LONGEST_BREAK_MS);
      // The browser lets it play, and the film will go on after it: no start that waits for an answer was refused.
      report.playing();
      report.ad(true);
    },
    end,
    isOn: () => cancel !== undefined,
    reset,
  };
}
