/** A look at the player that cannot wait for the next tick. There is one at most. */
export interface NextLook {
  /**
   * Takes the place of what was planned.
   *
   * @param atMs when something ends to the millisecond, in monotonic milliseconds; undefined where nothing does
   * @param isClose the player is to be looked at closely now
   */
  plan(atMs: number | undefined, isClose: boolean): void;
  cancel(): void;
}

interface NextLookOptions {
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  onLook: () => void;
}

/** How often a player is read after a start, so that what it came to is known within some 0.3 s, and a coarse clock ever. */
const CLOSE_LOOK_MS = 40;

export function createNextLook({ now, schedule, onLook }: NextLookOptions): NextLook {
  let cancel: (() => void) | undefined;

  return {
    plan(atMs, isClose) {
      cancel?.();
      // To the millisecond: what a nudge makes good is its length times its strength.
      if (atMs !== undefined) cancel = schedule(onLook, atMs - now());
      else if (isClose) cancel = schedule(onLook, CLOSE_LOOK_MS);
    },
    cancel: () => cancel?.(),
  };
}
