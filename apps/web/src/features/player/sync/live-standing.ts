import type { PlayerHandle } from '../player-handle.js';
import type { EngineParts } from './engine-parts.js';
import { activityOf } from './player-activity.js';
import type { Preview } from './preview.js';
import type { Standing } from './standing.js';
import type { Target } from './timeline-target.js';

interface LiveStandingOptions {
  player: PlayerHandle;
  parts: Pick<EngineParts, 'state' | 'starter' | 'adBreak' | 'landing' | 'corrector'>;
  preview: Pick<Preview, 'shown'>;
  target: () => Target | undefined;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** How things stand with the player of an engine at whatever moment it is asked. */
export function createLiveStanding({ player, parts, preview, target, now }: LiveStandingOptions): Standing {
  const { state, starter, adBreak, landing, corrector } = parts;
  return {
    get nowMs() {
      return now();
    },
    get aim() {
      return target();
    },
    get problem() {
      return state.problem();
    },
    get isReady() {
      return state.isReady();
    },
    get isBlocked() {
      return starter.isBlocked();
    },
    get isInAd() {
      return adBreak.isOn();
    },
    get canPlay() {
      return state.capabilities().play;
    },
    get isMeasured() {
      return state.capabilities().time;
    },
    get isPreviewing() {
      return preview.shown() !== undefined;
    },
    get isLanding() {
      return landing.isOn();
    },
    get isStarting() {
      return starter.isUnderWay();
    },
    get activity() {
      return activityOf(player);
    },
    get isStuck() {
      return corrector.isStuck();
    },
    get driftS() {
      return corrector.driftS();
    },
  };
}
