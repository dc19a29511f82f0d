/** Whether an advertisement is shown in place of the film, and what is owed to the room after it. */
export interface AdBreak {
  /** The player says so: whatever it is told now, it tells the advertisement. */
  isSignalled(): boolean;
  /** The same, or it plays and stands still as one does that says nothing of advertisements. */
  isOn(): boolean;
  /** Takes in how a running player stands; call at each look. */
  look(): void;
  /** It is over, and the film may be anywhere: one jump may be needed. */
  owe(): void;
  isOwed(): boolean;
  /** What is owed may be paid: the player tells of the film again. */
  isDue(): boolean;
  /** Nothing is owed, and nothing of before counts. */
  reset(): void;
}

interface AdBreakOptions {
  /** What the player itself says. */
  isSignalled: () => boolean;
  /** It says that it plays, and has stood still for longer than any player does that shows the film. */
  isSuspected: () => boolean;
  /** How long after it the player still tells positions of before, in milliseconds. */
  quietMs: number;
  /** Monotonic milliseconds. */
  now: () => number;
}

export function createAdBreak({ isSignalled, isSuspected, quietMs, now }: AdBreakOptions): AdBreak {
  let wasSuspected = false;
  let owedFromMs: number | undefined;

  const owe = (): void => {
    owedFromMs = now() + quietMs;
  };

  return {
    isSignalled,
    isOn: () => isSignalled() || isSuspected(),
    look() {
      const isSuspectedNow = isSuspected();
      if (isSuspectedNow) owedFromMs = undefined;
      else if (wasSuspected) owe();
      wasSuspected = isSuspectedNow;
    },
    owe,
    isOwed: () => owedFromMs !== undefined,
    isDue: () => owedFromMs !== undefined && now() >= owedFromMs,
    reset() {
      wasSuspected = false;
      owedFromMs = undefined;
    },
  };
}
