import type { EpochMs } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import type { Seeker } from './seeker.js';
import type { Starter } from './starter.js';
import { withCorrection, type Correction } from './sync-details.js';

/** Moves a player, and remembers what it was moved by. */
export interface Pilot {
  /** @param position seconds */
  seekTo(position: number): void;
  /** @param behindS seconds that the player is behind the room now; undefined where a start would tell nothing */
  start(behindS: number | undefined): void;
  /** @param change.rate seconds of video per second */
  changeRate(change: { rate: number; keepsPitch: boolean }): void;
  /** Another film is in the player, and has neither run nor been jumped in. */
  beginVideo(): void;
  /** Another timeline is followed. @param hasJumped the player has jumped for it already */
  beginTimeline(hasJumped: boolean): void;
  /** The player has jumped for the present timeline. */
  hasJumped(): boolean;
  /** The player has run since it jumped last. */
  hasRun(): boolean;
  /** What the next start is believed to cost, in seconds. */
  startLatencyS(): number;
  /** What was done, the newest last. */
  corrections(): readonly Correction[];
}

interface PilotOptions {
  player: PlayerHandle;
  seeker: Pick<Seeker, 'seekTo' | 'beginVideo'>;
  starter: Pick<Starter, 'start' | 'latencies'>;
  serverNow: () => EpochMs;
}

export function createPilot({ player, seeker, starter, serverNow }: PilotOptions): Pilot {
  let hasJumped = false;
  let hasRun = false;
  let corrections: readonly Correction[] = [];

  const log = (correction: Correction): void => {
    corrections = withCorrection(corrections, correction);
  };
  const startKind = () => (hasRun ? 'resume' : 'start');

  return {
    seekTo(position) {
      log({ type: 'seek', byS: position - player.currentTime(), atMs: serverNow() });
      hasRun = false;
      hasJumped = true;
      seeker.seekTo(position);
    },
    start(behindS) {
      const kind = startKind();
      hasRun = true;
      log({ type: 'start', atMs: serverNow() });
      starter.start(behindS, kind);
    },
    changeRate({ rate, keepsPitch }) {
      player.setRate(rate, { keepsPitch });
      log({ type: 'rate', rate, atMs: serverNow() });
    },
    beginVideo() {
      hasRun = false;
      seeker.beginVideo();
    },
    beginTimeline(hasJumpedAlready) {
      hasJumped = hasJumpedAlready;
    },
    hasJumped: () => hasJumped,
    hasRun: () => hasRun,
    startLatencyS: () => starter.latencies()[startKind()].meanS,
    corrections: () => corrections,
  };
}
