import type { EpochMs, Playback } from '@watchparty/shared';

import type { Pilot } from './pilot.js';
import type { Place } from './place.js';

/** A start that lies ahead, so that picture and room get going together. There is one at most. */
export interface StartPlan {
  /** For the moment of the present timeline, early by what a start costs here; nothing where it does not play. */
  forTimeline(): void;
  /** For when the room has come to where the player stands. @param delayS seconds from now; 0 and less is at once */
  afterS(delayS: number): void;
  cancel(): void;
  /** What was planned for the present timeline's moment has begun: it is no reason to stop that the room still rests. */
  hasBegun(): boolean;
  /** Another timeline is followed. */
  beginTimeline(): void;
}

interface StartPlanOptions {
  place: Pick<Place, 'offFromS' | 'standsNear'>;
  pilot: Pick<Pilot, 'startLatencyS'>;
  timeline: () => Playback | undefined;
  isExact: boolean;
  serverNow: () => EpochMs;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  canCommand: () => boolean;
  /** Asked when the timeline's moment has come: the player is where it should be, and the room does not wait for it. */
  isPrepared: () => boolean;
  start: () => void;
}

export function createStartPlan(options: StartPlanOptions): StartPlan {
  const { place, pilot, timeline, isExact, serverNow, schedule, canCommand, isPrepared, start } = options;
  let cancel: (() => void) | undefined;
  let hasBegun = false;

  return {
    forTimeline() {
      cancel?.();
      const current = timeline();
      if (!current?.isPlaying) return;
      const { position, effectiveAt, rate } = current;
      // Whoever does not stand quite there starts that much later, or earlier.
      const offS = place.standsNear(position) || !isExact ? place.offFromS(position) : 0;
      const startsInMs = effectiveAt - serverNow() + (offS / rate - pilot.startLatencyS()) * 1000;
      cancel = schedule(() => {
        if (!isPrepared() || !canCommand()) return;
        hasBegun = true;
        start();
      }, startsInMs);
    },
    afterS(delayS) {
      cancel?.();
      if (delayS <= 0) start();
      else cancel = schedule(() => canCommand() && start(), delayS * 1000);
    },
    cancel: () => cancel?.(),
    hasBegun: () => hasBegun,
    beginTimeline() {
      hasBegun = false;
    },
  };
}
