/** Runs a task later; answers with what cancels it. */
export type Schedule = (task: () => void, delayMs: number) => () => void;

/** How often a stream's engine is helped after a fault, and when. */
export interface StreamRecovery {
  /**
   * Runs `retry` after the next pause. Faults that come while it waits are the same one.
   *
   * @returns false where every try is used up
   */
  tryAgain(retry: () => void): boolean;
  /** It goes on: the next fault has all the tries again. */
  succeeded(): void;
  /** Another video, or none. */
  reset(): void;
}

/**
 * The engines try each request several times by themselves; what they give up on is a line that was away for longer, or a
 * server that is being restarted. The second pause is about as long as that takes.
 */
const PAUSES_MS: readonly number[] = [1_000, 4_000];

export function createStreamRecovery({ schedule = later }: { schedule?: Schedule } = {}): StreamRecovery {
  let tries = 0;
  let cancel: (() => void) | undefined;

  function reset(): void {
    tries = 0;
    cancel?.();
    cancel = undefined;
  }

  return {
    tryAgain(retry) {
      if (cancel) return true;
      const pauseMs = PAUSES_MS[tries];
      if (pauseMs === undefined) return false;
      tries += 1;
      cancel = schedule(() => {
        cancel = undefined;
        retry();
      }, pauseMs);
      return true;
    },
    succeeded() {
      if (!cancel) tries = 0;
    },
    reset,
  };
}

function later(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
