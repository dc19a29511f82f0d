import { learnLatency } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import type { Latencies } from './latencies.js';

/** Sends a player to other places, and learns what that costs here. */
export interface Seeker {
  /** @param positionS seconds */
  seekTo(positionS: number): void;
  /** Looks how the latest jump is getting on; call at each look at the player. */
  look(): void;
  /** Gives the latest jump up: what becomes of it tells nothing of what jumps cost. */
  abandon(): void;
  /** The latest jump, until another takes its place. */
  latest(): Jump | undefined;
  /** What a jump costs to where the data is, and to where it must be fetched. */
  latencies(): Pick<Latencies, 'seek' | 'fetch'>;
  /** Where to jump, in seconds, so as to be there before a room that runs at `rate` and is at `positionS` now. */
  aheadOf(positionS: number, rate: number): number;
  /** Whether the player has everything from one position to another, in seconds. */
  hasLoaded(fromS: number, toS: number): boolean;
  /** What the latest jump is expected to take from now on, in seconds; 0 when it is over. */
  remainingS(): number;
}

export interface Jump {
  /** Seconds. */
  readonly toS: number;
  /** Monotonic milliseconds. */
  readonly sinceMs: number;
  /** What is there had been loaded before, and nothing has to be fetched first. */
  readonly isBuffered: boolean;
  /** The player can go on from there. */
  readonly isOver: boolean;
}

interface SeekerOptions {
  player: PlayerHandle;
  latencies: Pick<Latencies, 'seek' | 'fetch'>;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** What is nearer may be decoded already, and tells nothing of what another place costs, in seconds. */
const TELLING_JUMP_S = 1;
/** Beyond what a jump is believed to cost, so that most land before the room and start on the dot, in seconds. */
const LANDING_MARGIN_S = 0.08;
const LANDING_FACTOR = 1.3;
/** Whatever takes longer than is usual here will take this share of its time again. */
const OVERDUE_SHARE = 0.3;

export function createSeeker({ player, now, ...options }: SeekerOptions): Seeker {
  let { seek, fetch } = options.latencies;
  let jump: (Jump & { isTelling: boolean }) | undefined;

  const hasLoaded = (fromS: number, toS: number): boolean =>
    player.buffered().some((span) => span.start <= fromS && toS < span.end);

  return {
    seekTo(toS) {
      // Browsers make one jump after the other: what the one before still fetches comes first.
      const isBehindFetch = jump !== undefined && !jump.isOver && !jump.isBuffered && player.isSeeking();
      const isTelling = !isBehindFetch && Math.abs(toS - player.currentTime()) >= TELLING_JUMP_S;
      const isBuffered = !isBehindFetch && hasLoaded(toS, toS);
      jump = { toS, sinceMs: now(), isBuffered, isOver: false, isTelling };
      player.seek(toS);
    },
    look() {
      if (!jump || jump.isOver || player.isSeeking() || !player.hasData()) return;
      const tookS = (now() - jump.sinceMs) / 1000;
      if (jump.isTelling && jump.isBuffered) seek = learnLatency(seek, tookS);
      else if (jump.isTelling) fetch = learnLatency(fetch, tookS);
      jump = { ...jump, isOver: true };
    },
    abandon() {
      if (jump) jump = { ...jump, isOver: true };
    },
    aheadOf(positionS, rate) {
      const landingS = ({ meanS }: Latencies['seek']): number =>
        positionS + (meanS * LANDING_FACTOR + LANDING_MARGIN_S) * rate;
      const nearS = landingS(seek);
      return hasLoaded(positionS, nearS) ? nearS : landingS(fetch);
    },
    latest: () => jump,
    latencies: () => ({ seek, fetch }),
    hasLoaded,
    remainingS() {
      if (!jump || jump.isOver) return 0;
      const elapsedS = (now() - jump.sinceMs) / 1000;
      const { meanS } = jump.isBuffered ? seek : fetch;
      return Math.max(meanS - elapsedS, OVERDUE_SHARE * elapsedS);
    },
  };
}
