import type { EpochMs, Playback } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';

/** Where a player is, seen from where the room wants it. Each answer reads the player anew. */
export interface Place {
  /** Seconds that the player stands ahead of a position: on a keyframe before it, or where its clock is no better. */
  offFromS(position: number): number;
  /** In a hold it is enough to stand nearly there: who starts from where is known. */
  standsNear(position: number): boolean;
  /** Seconds of time until the room has come to where the player stands, negative; or since. */
  behindS(): number | undefined;
  /**
   * Where a player stands that was sent to `toS`, in seconds. Files stand where they were sent, and one that ignored it is
   * found out later.
   */
  landedAtS(toS: number): number;
}

interface PlaceOptions {
  player: PlayerHandle;
  timeline: () => Playback | undefined;
  /** The player tells its position at all. */
  isMeasured: () => boolean;
  /** It stands where it was sent to, to the frame. */
  isExact: boolean;
  /** It has run since it jumped last. */
  hasRun: () => boolean;
  serverNow: () => EpochMs;
}

/** Whoever stands this near to where a hold stands goes on from there instead of jumping, in seconds. */
const HOLD_BAND_S = 0.1;
/** A jump that came to rest farther from its aim than this has landed on a keyframe, in seconds. */
const LANDED_ELSEWHERE_S = 0.05;
/** Keyframes are seldom farther apart; whoever stands farther off has not jumped at all, in seconds. */
const KEYFRAMES_S = 10;

export function createPlace(options: PlaceOptions): Place {
  const { player, timeline, isMeasured, isExact, hasRun, serverNow } = options;

  return {
    offFromS(position) {
      const offS = player.currentTime() - position;
      return isMeasured() && Math.abs(offS) < KEYFRAMES_S ? offS : 0;
    },
    standsNear(position) {
      const goesOn = timeline()?.isPlaying === true;
      if (!isMeasured()) return goesOn;
      const isAtRest = goesOn && hasRun() && !player.isSeeking();
      return isAtRest && Math.abs(player.currentTime() - position) < HOLD_BAND_S;
    },
    behindS() {
      const current = timeline();
      if (!current) return undefined;
      const { effectiveAt, position, rate } = current;
      return (serverNow() - effectiveAt) / 1000 + (position - player.currentTime()) / rate;
    },
    landedAtS(toS) {
      const offS = player.currentTime() - toS;
      const isElsewhere = Math.abs(offS) > LANDED_ELSEWHERE_S && Math.abs(offS) < KEYFRAMES_S;
      return !isExact && isElsewhere ? toS + offS : toS;
    },
  };
}
