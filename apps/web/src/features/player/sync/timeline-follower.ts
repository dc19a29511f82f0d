import type { EpochMs, Playback } from '@watchparty/shared';

import { momentOfHold, runsOnUntil, saysTheSameTimeline, targetAt } from './timeline-target.js';

/** Says which timeline a player follows: the newest one, from when it concerns the player. */
export interface TimelineFollower {
  current(): Playback | undefined;
  /** Of what is followed, or will be from its moment on. */
  newestVersion(): number | undefined;
  set(playback: Playback): void;
  destroy(): void;
}

interface TimelineFollowerOptions {
  serverNow: () => EpochMs;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  /** Another timeline is the current one now. */
  onFollow: (playback: Playback) => void;
}

export function createTimelineFollower(options: TimelineFollowerOptions): TimelineFollower {
  const { serverNow, schedule, onFollow } = options;
  let current: Playback | undefined;
  /** What takes the current one's place at its `effectiveAt`. */
  let next: Playback | undefined;
  let cancelNext: (() => void) | undefined;

  function follow(playback: Playback): void {
    cancelNext?.();
    next = undefined;
    current = playback;
    onFollow(playback);
  }

  /** Timers of browsers leave fractions of a millisecond out: a hair too early, the film would be put to rest. */
  function followWhenDue(playback: Playback, dueAtMs: EpochMs): void {
    const waitMs = dueAtMs - serverNow();
    if (waitMs <= 0) follow(playback);
    else cancelNext = schedule(() => followWhenDue(playback, dueAtMs), Math.ceil(waitMs));
  }

  return {
    current: () => current,
    newestVersion: () => (next ?? current)?.version,
    set(playback) {
      if (playback.version === (next ?? current)?.version) return;
      if (current && !next && saysTheSameTimeline(current, playback, serverNow())) {
        current = playback;
        return;
      }
      const isDue = playback.effectiveAt <= serverNow();
      // A start is planned from the resting state itself, because it begins before its moment.
      const rests = current !== undefined && targetAt(current, serverNow()).phase === 'resting';
      const isStart = playback.isPlaying && rests;
      const standsAtMs = current && momentOfHold(current, playback, serverNow());
      if (standsAtMs === undefined && (!current || isDue || isStart || !runsOnUntil(current, playback))) {
        follow(playback);
        return;
      }
      cancelNext?.();
      next = playback;
      followWhenDue(playback, standsAtMs ?? playback.effectiveAt);
    },
    destroy() {
      cancelNext?.();
    },
  };
}
