import type { DriftTuning, PlayerTuning } from '@watchparty/shared';

/** The first moments of a player that has just got going. */
export interface Settling {
  /** The player is told to start. */
  start(): void;
  /** It can go on after it had run out of data: it has something to make good, and has been heard to stop already. */
  goOn(): void;
  /** Whether it is to be looked at closely. */
  isOn(): boolean;
  /** How it is to be corrected now. */
  tuning(): DriftTuning;
}

/** How long after a start the player may hurry more than it ever does later. */
const SETTLING_MS = 4_000;
/** For how much of that it is put right more exactly than later: a file to 3 ms. */
const HONING_MS = 2_200;

/** @param now monotonic milliseconds */
export function createSettling(now: () => number, tunings: PlayerTuning): Settling {
  let settlesUntilMs = 0;
  let honesUntilMs = 0;
  const isOn = (): boolean => now() < settlesUntilMs;

  return {
    start() {
      settlesUntilMs = now() + SETTLING_MS;
      honesUntilMs = now() + HONING_MS;
    },
    goOn() {
      settlesUntilMs = now() + SETTLING_MS;
    },
    isOn,
    tuning() {
      if (now() < honesUntilMs) return tunings.honing;
      return isOn() ? tunings.settling : tunings.steady;
    },
  };
}
