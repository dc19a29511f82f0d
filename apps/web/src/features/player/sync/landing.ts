import type { Corrector } from './corrector.js';
import type { PlayerHandle } from '../player-handle.js';
import type { Pilot } from './pilot.js';
import type { Place } from './place.js';
import type { Seeker } from './seeker.js';
import type { Moving } from './timeline-target.js';

/** A jump ahead of a room that runs: the player stands there, and runs as soon as the room comes by. */
export interface Landing {
  begin(): void;
  /** There is none any more: the player runs, or something else is wanted. */
  end(): void;
  isOn(): boolean;
  /** What to do at this moment of it. */
  decide(aim: Moving): LandingStep;
  /** Another timeline is followed. */
  beginTimeline(): void;
}

export type LandingStep =
  | { type: 'wait' }
  /** The room has gone by, and by too much to run after it. */
  | { type: 'jump' }
  /** @property inS seconds from now; 0 and less is at once */
  | { type: 'start'; inS: number };

interface LandingOptions {
  player: PlayerHandle;
  seeker: Pick<Seeker, 'latest'>;
  place: Pick<Place, 'landedAtS'>;
  pilot: Pick<Pilot, 'startLatencyS'>;
  corrector: Pick<Corrector, 'catchUpS'>;
  isExact: boolean;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** Some phones fetch nothing before they are told to play, so nobody waits longer than this for the data. */
export const LANDING_PATIENCE_MS = 1_500;

export function createLanding(options: LandingOptions): Landing {
  const { player, seeker, place, pilot, corrector, isExact, now } = options;
  let isOn = false;
  /** A landing that came late has been followed by another jump. */
  let hasJumpedAgain = false;

  /** Jumps in frames take very different times, so that chasing the room by them might never end. */
  function mayJumpAgain(): boolean {
    if (isExact) return true;
    const isFirst = !hasJumpedAgain;
    hasJumpedAgain = true;
    return isFirst;
  }

  return {
    begin() {
      isOn = true;
    },
    end() {
      isOn = false;
    },
    isOn: () => isOn,
    decide(aim) {
      const jump = seeker.latest();
      if (!jump || player.isSeeking()) return { type: 'wait' };
      if (!player.hasData() && now() - jump.sinceMs <= LANDING_PATIENCE_MS) return { type: 'wait' };
      const landedS = place.landedAtS(jump.toS);
      const aheadS = (landedS - aim.position) / aim.rate - pilot.startLatencyS();
      // Another jump to nearly the same place would land on the same keyframe; once more has been fetched, it would not.
      const isMissed = aheadS < -corrector.catchUpS() && landedS === jump.toS;
      return isMissed && mayJumpAgain() ? { type: 'jump' } : { type: 'start', inS: aheadS };
    },
    beginTimeline() {
      hasJumpedAgain = false;
    },
  };
}
