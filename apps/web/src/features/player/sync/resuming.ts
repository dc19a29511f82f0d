import type { Playback } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import type { Corrector } from './corrector.js';
import { LANDING_PATIENCE_MS } from './landing.js';
import type { Pilot } from './pilot.js';
import type { Place } from './place.js';
import type { Seeker } from './seeker.js';
import type { Moving } from './timeline-target.js';

/** The room runs and the player stands: at a start that was missed, after a sleep, or because something else stopped it. */
export interface Resuming {
  decide(aim: Moving): ResumingStep;
  /** What was tried before does not count: it may be tried again at once. */
  forget(): void;
}

export type ResumingStep =
  | 'wait'
  /** The others come to where the player stands only later. */
  | 'plan_start'
  /** It starts late, and runs after the room. */
  | 'start'
  /** It is so late that a jump gets there sooner. */
  | 'jump';

interface ResumingOptions {
  player: PlayerHandle;
  timeline: () => Playback | undefined;
  seeker: Pick<Seeker, 'latest' | 'latencies' | 'hasLoaded'>;
  place: Pick<Place, 'standsNear' | 'behindS'>;
  pilot: Pick<Pilot, 'startLatencyS' | 'hasJumped'>;
  corrector: Pick<Corrector, 'catchUpS'>;
  canSeek: () => boolean;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** Another jump would begin to fetch anew, so whoever is at it is left to it for long. */
const FETCH_PATIENCE_MS = 8_000;
/** A late start that is more behind than this jumps instead, if it has not jumped for this timeline yet, in seconds. */
const LATE_START_S = 0.12;
/** Where a jump costs more than this, hurrying is no slower, in seconds. */
const QUICK_SEEK_S = 0.25;
/** Pauses between two tries to start a player that something else has stopped. */
const RESTART_PAUSE_MS = 2_000;

export function createResuming(options: ResumingOptions): Resuming {
  const { player, timeline, seeker, place, pilot, corrector, canSeek, now } = options;
  let nextTryAtMs = 0;

  /** Seconds that the player would be behind if it started now; negative before the room comes by. */
  const lateS = (): number => (place.behindS() ?? 0) + pilot.startLatencyS();

  /** A jump to where the room has begun meanwhile: what is on its way is nearer than what could be asked for now. */
  function isOnItsWay(): boolean {
    const jumpedForMs = now() - (seeker.latest()?.sinceMs ?? -Infinity);
    if (player.isSeeking() && jumpedForMs < FETCH_PATIENCE_MS) return true;
    return !player.hasData() && jumpedForMs < LANDING_PATIENCE_MS;
  }

  /** What a start may be late by before a jump is sooner there, in seconds. */
  function bearableS(aim: Moving): number {
    const isLoaded = seeker.hasLoaded(aim.position, aim.position + 1);
    const isQuick = !pilot.hasJumped() && isLoaded && seeker.latencies().seek.meanS < QUICK_SEEK_S;
    return isQuick ? LATE_START_S : corrector.catchUpS();
  }

  return {
    decide(aim) {
      if (now() < nextTryAtMs) return 'wait';
      // Whoever stood a little ahead of the others in a hold starts that much later than they do.
      if (place.standsNear(timeline()?.position ?? 0) && lateS() < 0) return 'plan_start';
      if (isOnItsWay()) return 'wait';
      nextTryAtMs = now() + RESTART_PAUSE_MS;
      if (!canSeek()) return 'start';
      return Math.abs(lateS()) < bearableS(aim) ? 'start' : 'jump';
    },
    forget() {
      nextTryAtMs = 0;
    },
  };
}
