import { LAG_EVERY_MS, LAG_MAX_S } from '@watchparty/shared';

/** How a player stands to the room at a moment. */
export interface LagLook {
  /** Seconds into the film. */
  roomPosition: number;
  /** Where the picture is; undefined while it is nowhere: nothing is loaded, or nobody looks. */
  ownPosition: number | undefined;
  /** An advertisement is shown instead: the film stands where it was, whatever the player says of its position. */
  isInAd: boolean;
  /** Monotonic milliseconds. */
  nowMs: number;
}

/** Decides when the others hear how far a picture is from where the room is. */
export interface LagReporter {
  /** Call some times a second. */
  look(look: LagLook): void;
  /** Another film, or the end of this one: whoever was told hears that it is over. */
  reset(): void;
}

/** A difference of that many seconds shows on the bar, and lasts longer than a jump takes. */
const LAG_FROM_S = 2;
const LASTING_MS = 1_000;
/** Nearer than this one is with the others again. */
const TOGETHER_S = 1;

/** @param tell seconds behind the room; 0 ends it */
export function createLagReporter(tell: (behind: number) => void): LagReporter {
  let heldPosition: number | undefined;
  let apartSinceMs: number | undefined;
  let toldAtMs: number | undefined;

  function end(): void {
    apartSinceMs = undefined;
    if (toldAtMs !== undefined) tell(0);
    toldAtMs = undefined;
  }

  return {
    look({ roomPosition, ownPosition, isInAd, nowMs }) {
      if (!isInAd) heldPosition = ownPosition;
      if (heldPosition === undefined) {
        end();
        return;
      }
      const behind = Math.round((roomPosition - heldPosition) * 10) / 10;
      const distance = Math.abs(behind);
      if (distance < (toldAtMs === undefined ? LAG_FROM_S : TOGETHER_S)) {
        end();
        return;
      }
      apartSinceMs ??= nowMs;
      if (nowMs - apartSinceMs < LASTING_MS) return;
      if (toldAtMs !== undefined && nowMs - toldAtMs < LAG_EVERY_MS) return;
      toldAtMs = nowMs;
      tell(Math.sign(behind) * Math.min(distance, LAG_MAX_S));
    },
    reset() {
      heldPosition = undefined;
      end();
    },
  };
}
