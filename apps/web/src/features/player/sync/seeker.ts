import { learnLatency, type LearntLatency } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import type { Latencies } from './latencies.js';
import { createLoadedBefore } from './loaded-before.js';

/** Sends a player to other places, and learns what that costs here. */
export interface Seeker {
  /** @param positionS seconds */
  seekTo(positionS: number): void;
  /** Looks how the latest jump is getting on; call at each look at the player. */
  look(): void;
  /** Gives the latest jump up: what becomes of it tells nothing of what jumps cost. */
  abandon(): void;
  /** Another film is in the player. */
  beginVideo(): void;
  /** The latest jump, until another takes its place. */
  latest(): Jump | undefined;
  latencies(): Pick<Latencies, JumpCost>;
  /** Where to jump, in seconds, so as to be there before a room that runs at `rate` and is at `positionS` now. */
  aheadOf(positionS: number, rate: number): number;
  /** Whether the player has everything from one position to another, in seconds. */
  hasLoaded(fromS: number, toS: number): boolean;
  /** What the latest jump is expected to take from now on, in seconds; 0 when it is over. */
  remainingS(): number;
}

/** By where the data is: here, kept by the browser, or out there. */
export type JumpCost = 'seek' | 'kept' | 'fetch';

export interface Jump {
  /** Seconds. */
  readonly toS: number;
  /** Monotonic milliseconds. */
  readonly sinceMs: number;
  readonly cost: JumpCost;
  /** The player can go on from there. */
  readonly isOver: boolean;
}

interface SeekerOptions {
  player: PlayerHandle;
  latencies: Pick<Latencies, JumpCost>;
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
/** What takes so many times as long as something that the browser has kept is fetched after all. */
const KEPT_PATIENCE = 2;
/** So much more is there soon after what had to be fetched, before the browser says so, in seconds. */
const FLOWING_S = 3;

export function createSeeker({ player, now, ...options }: SeekerOptions): Seeker {
  const loadedBefore = createLoadedBefore();
  const { seek, kept, fetch } = options.latencies;
  let latencies: Readonly<Record<JumpCost, LearntLatency>> = { seek, kept, fetch };
  let jump: (Jump & { isTelling: boolean; wasHere: boolean }) | undefined;
  /** The last place of the kind was still there: on a line that changes, another quality of it is often wanted by now. */
  let isKept = true;

  const hasLoaded = (fromS: number, toS: number): boolean =>
    player.buffered().some((span) => span.start <= fromS && toS < span.end);

  const costOfKept = (): JumpCost => (isKept ? 'kept' : 'fetch');

  function costOf(toS: number): JumpCost {
    if (hasLoaded(toS, toS)) return 'seek';
    return loadedBefore.has(toS) ? costOfKept() : 'fetch';
  }

  const isTooLongForKept = (tookS: number): boolean => tookS > KEPT_PATIENCE * latencies.kept.meanS;

  /** By how long it took, not by what was believed, where it may have been kept. */
  function learn({ cost, wasHere }: { cost: JumpCost; wasHere: boolean }, tookS: number): void {
    if (wasHere) isKept = !isTooLongForKept(tookS);
    const kind = wasHere ? costOfKept() : cost;
    latencies = { ...latencies, [kind]: learnLatency(latencies[kind], tookS) };
  }

  /** Browsers tell late of what they have of a file: at the end of a long fetch, nothing beyond its first moments. */
  function flowsTo(toS: number): boolean {
    if (!jump?.isOver || jump.cost === 'seek' || !player.hasData()) return false;
    return jump.toS <= toS && toS <= jump.toS + FLOWING_S;
  }

  return {
    seekTo(toS) {
      // Browsers make one jump after the other: what the one before still fetches comes first.
      const isBehindFetch = jump !== undefined && !jump.isOver && jump.cost !== 'seek' && player.isSeeking();
      const isTelling = !isBehindFetch && Math.abs(toS - player.currentTime()) >= TELLING_JUMP_S;
      const cost = isBehindFetch ? 'fetch' : costOf(toS);
      const wasHere = cost !== 'seek' && loadedBefore.has(toS);
      jump = { toS, sinceMs: now(), cost, isOver: false, isTelling, wasHere };
      player.seek(toS);
    },
    look() {
      loadedBefore.note(player.buffered());
      if (!jump || jump.isOver || player.isSeeking() || !player.hasData()) return;
      if (jump.isTelling) learn(jump, (now() - jump.sinceMs) / 1000);
      jump = { ...jump, isOver: true };
    },
    abandon() {
      if (jump) jump = { ...jump, isOver: true };
    },
    beginVideo() {
      jump = undefined;
      loadedBefore.forget();
    },
    aheadOf(positionS, rate) {
      const landingS = (cost: JumpCost): number =>
        positionS + (latencies[cost].meanS * LANDING_FACTOR + LANDING_MARGIN_S) * rate;
      const nearS = landingS('seek');
      if (hasLoaded(positionS, nearS) || flowsTo(nearS)) return nearS;
      const keptS = landingS('kept');
      return isKept && loadedBefore.has(positionS) && loadedBefore.has(keptS) ? keptS : landingS('fetch');
    },
    latest: () => jump,
    latencies: () => latencies,
    hasLoaded,
    remainingS() {
      if (!jump || jump.isOver) return 0;
      const elapsedS = (now() - jump.sinceMs) / 1000;
      const isFetched = jump.cost === 'kept' && isTooLongForKept(elapsedS);
      const { meanS } = latencies[isFetched ? 'fetch' : jump.cost];
      return Math.max(meanS - elapsedS, OVERDUE_SHARE * elapsedS);
    },
  };
}
