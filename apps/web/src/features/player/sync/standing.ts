import type { PlayerActivity } from '@watchparty/shared';

import type { MediaProblem } from '../player-handle.js';
import type { MovingState } from './status-judge.js';
import type { SyncStatus } from './sync-status.js';
import type { Target } from './timeline-target.js';

/** How things stand with a player. In the engine each value is found out when it is asked for. */
export interface Standing {
  /** Monotonic milliseconds. */
  readonly nowMs: number;
  /** What the room wants; undefined before its first timeline. */
  readonly aim: Target | undefined;
  readonly problem: MediaProblem | undefined;
  readonly isReady: boolean;
  /** The browser wants a gesture first. */
  readonly isBlocked: boolean;
  readonly isInAd: boolean;
  readonly canPlay: boolean;
  /** The player tells its position. */
  readonly isMeasured: boolean;
  /** What this person has asked for is shown, and not yet what the room does. */
  readonly isPreviewing: boolean;
  /** It has jumped ahead of the room, and waits for it. */
  readonly isLanding: boolean;
  /** A start is under way. */
  readonly isStarting: boolean;
  readonly activity: PlayerActivity;
  /** It says that it plays, and does not move. */
  readonly isStuck: boolean;
  /** Seconds behind the room; undefined while unknown. */
  readonly driftS: number | undefined;
}

/** @param judgeMoving finds the word for a player that follows a running room */
export function statusOf(standing: Standing, judgeMoving: (state: MovingState) => SyncStatus): SyncStatus {
  if (standing.problem !== undefined) return { type: 'failed', problem: standing.problem };
  if (standing.isBlocked) return { type: 'needs_tap' };
  const { aim } = standing;
  if (!aim) return { type: 'idle' };
  if (!standing.canPlay) return { type: 'manual' };
  if (standing.isReady && standing.isInAd) return { type: 'in_ad' };
  if (!standing.isReady) return { type: 'loading' };
  if (aim.phase !== 'moving' || standing.isPreviewing) return { type: 'synced' };
  const { nowMs, activity, isMeasured, driftS } = standing;
  return judgeMoving({
    nowMs,
    isTroubled: standing.isLanding || activity !== 'playing' || standing.isStuck,
    isBuffering: activity === 'buffering',
    isMeasured,
    driftS,
  });
}

/** Milliseconds that the player is ahead of the room, negative while behind; undefined unless it runs steadily. */
export function steadyDriftMs(standing: Standing): number | undefined {
  const isSettled = !standing.isLanding && !standing.isStarting;
  const isPossible = standing.problem === undefined && standing.isReady && !standing.isBlocked;
  if (!isSettled || !isPossible || standing.aim?.phase !== 'moving') return undefined;
  if (standing.activity !== 'playing' || standing.isInAd || standing.isStuck) return undefined;
  const { driftS } = standing;
  return driftS === undefined ? undefined : -driftS * 1000;
}
