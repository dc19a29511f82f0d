import { positionAt, type EpochMs, type Playback } from '@watchparty/shared';

import type { Jump } from './seeker.js';

interface ExpectedDelay {
  /** It plays. */
  timeline: Playback;
  /** The jump that the player is at. */
  jump: Pick<Jump, 'toS' | 'isOver' | 'isBuffered'>;
  /** When the player is believed to run again. */
  startsAtMs: EpochMs;
}

/** Seconds by which a player will be late that must fetch what it was sent to; 0 where it will not. */
export function expectedDelayS({ timeline, jump, startsAtMs }: ExpectedDelay): number {
  if (jump.isOver || jump.isBuffered) return 0;
  return Math.max(0, (positionAt(timeline, startsAtMs) - jump.toS) / timeline.rate);
}
