import type { PlayerTuning } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import type { Corrector } from './corrector.js';
import type { Pilot } from './pilot.js';
import type { Place } from './place.js';
import type { Seeker } from './seeker.js';

/** A picture that stands while the room rests. */
export interface Resting {
  /** Whether it has to be sent to where the room rests, at `position`; call at each look, with a player that is paused. */
  mustJump(position: number): boolean;
  /** Another timeline is followed. */
  beginTimeline(): void;
}

interface RestingOptions {
  player: PlayerHandle;
  seeker: Pick<Seeker, 'latest'>;
  place: Pick<Place, 'standsNear'>;
  pilot: Pick<Pilot, 'hasRun'>;
  corrector: Pick<Corrector, 'lookAtRest' | 'noteSeek'>;
  tunings: PlayerTuning;
  /** The player tells its position at all. */
  isMeasured: () => boolean;
}

export function createResting(options: RestingOptions): Resting {
  const { player, seeker, place, pilot, corrector, tunings, isMeasured } = options;
  /** The picture has been put right since the present timeline began. */
  let hasRested = false;

  return {
    mustJump(position) {
      if (place.standsNear(position)) return false;
      if (player.isSeeking()) {
        if (seeker.latest()?.toS === position) return false;
        corrector.noteSeek();
        return true;
      }
      if (!isMeasured()) return false;
      const first = pilot.hasRun() ? tunings.ranOut : tunings.landed;
      const { type } = corrector.lookAtRest(position, hasRested ? tunings.steady : first);
      hasRested = true;
      return type === 'seek';
    },
    beginTimeline() {
      hasRested = false;
    },
  };
}
