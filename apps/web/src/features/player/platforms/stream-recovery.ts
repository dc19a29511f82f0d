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
  /** Another video, or none. */
  reset(): void;
}

interface StreamRecoveryOptions {
  /** Where the player is, in seconds. */
  position: () => number;
  schedule?: Schedule;
}

/**
 * The engines try each request several times by themselves; what they give up on is a line that was away for longer, or a
 * server that is being restarted. The second pause is about as long as that takes.
 */
const PAUSES_MS: readonly number[] = [1_000, 4_000];
/**
 * Whoever is this far from where the fault was, in seconds, is past it, and the next one has all the tries: so that a film
 * is never given up while it still plays from what is loaded. That something was loaded says nothing: it may have been the
 * sound, or what came before the piece that is missing.
 */
const PAST_S = 4;

export function createStreamRecovery({ position, schedule = later }: StreamRecoveryOptions): StreamRecovery {
  let tries = 0;
  let faultAt = 0;
  let cancel: (() => void) | undefined;

  return {
    tryAgain(retry) {
      if (cancel) return true;
      const at = position();
      if (Math.abs(at - faultAt) > PAST_S) tries = 0;
      const pauseMs = PAUSES_MS[tries];
      if (pauseMs === undefined) return false;
      if (tries === 0) faultAt = at;
      tries += 1;
      cancel = schedule(() => {
        cancel = undefined;
        retry();
      }, pauseMs);
      return true;
    },
    reset() {
      tries = 0;
      cancel?.();
      cancel = undefined;
    },
  };
}

function later(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
