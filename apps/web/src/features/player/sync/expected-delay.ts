import { positionAt, waitedForAt, type EpochMs, type Playback } from '@watchparty/shared';

import type { Jump } from './seeker.js';

interface ExpectedDelay {
  /** It plays. */
  timeline: Playback;
  /** The jump that the player is at. */
  jump: Pick<Jump, 'toS' | 'isOver' | 'cost'>;
  nowMs: EpochMs;
  /** When the player is believed to run again. */
  startsAtMs: EpochMs;
}

/** Seconds by which a player will be late that must fetch what it was sent to; 0 where it will not. */
export function expectedDelayS({ timeline, jump, nowMs, startsAtMs }: ExpectedDelay): number {
  if (jump.isOver || jump.cost === 'seek') return 0;
  // A wait for others ends as soon as they are ready, and it had better not begin once more then.
  const isWaiting = waitedForAt(timeline, nowMs).length > 0;
  const soonest = isWaiting ? { ...timeline, effectiveAt: nowMs } : timeline;
  return Math.max(0, (positionAt(soonest, startsAtMs) - jump.toS) / timeline.rate);
}
