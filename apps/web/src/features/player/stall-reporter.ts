import { waitedForAt, type EpochMs, type Playback } from '@watchparty/shared';

/** How a player stands at a moment. */
export interface StallLook {
  playback: Playback;
  /** User id of this very person. */
  youId: string;
  /** Whether the room's film runs. */
  isMoving: boolean;
  /** The player can follow: there is a film that opens, and the browser lets it play. */
  canFollow: boolean;
  /** An advertisement is shown instead: nobody waits for that. */
  isInAd: boolean;
  isPaused: boolean;
  isSeeking: boolean;
  /** Enough data to go on from here. */
  hasData: boolean;
  /** Seconds of film that are here, from where the player stands; undefined where a player does not tell. */
  aheadS: number | undefined;
  /** Seconds by which it will be late, because it must fetch first what it has been sent to. */
  expectedDelayS: number;
  serverNowMs: EpochMs;
  /** Monotonic milliseconds. */
  nowMs: number;
}

/** Decides when the room hears that a player has run out of data, and that it has enough again. */
export interface StallReporter {
  /** Looks at the player; call at about 10 Hz. */
  look(look: StallLook): void;
}

/** Shorter is not worth stopping everybody for. */
const STALL_AFTER_MS = 500;
/**
 * What was believed to be out there and is here after all takes Chromium less. Told later, the word of what is not would reach
 * the others after their start.
 */
export const EARLY_AFTER_MS = 70;
/** Less is made good by rate within a second. */
const WORTH_WAITING_S = 0.25;
/** So much must be here before the others go on, or they would soon stand again, in seconds. */
const READY_AHEAD_S = 1;
/** A report may be lost. */
const READY_AGAIN_MS = 1_000;

export function createStallReporter(report: (isStalled: boolean) => void): StallReporter {
  /** Whoever has just come in, or back to the page, catches up, and stops nobody meanwhile. */
  let hasSettled = false;
  let lackingSinceMs: number | undefined;
  /** The timeline for which it was told; the server may not want to wait for it. */
  let toldVersion: number | undefined;
  let toldReadyAtMs = -Infinity;

  function tellReady(nowMs: number): void {
    if (nowMs - toldReadyAtMs < READY_AGAIN_MS) return;
    toldReadyAtMs = nowMs;
    report(false);
  }

  return {
    look(look) {
      const { playback, nowMs, hasData, canFollow } = look;
      const waitedFor = waitedForAt(playback, look.serverNowMs);
      if (waitedFor.includes(look.youId)) {
        lackingSinceMs = undefined;
        if (isReady(look) || look.isInAd) tellReady(nowMs);
        return;
      }
      toldReadyAtMs = -Infinity;
      if (look.isMoving && hasData && canFollow) hasSettled = true;
      if (!canFollow || look.isInAd) hasSettled = false;
      // Some phones fetch nothing while they are paused, unless they are told to seek.
      const isSent = playback.isPlaying && look.isSeeking;
      const isTrying = waitedFor.length > 0 || isSent || (look.isMoving && !look.isPaused);
      // Known before the others start, it keeps them from starting and stopping again.
      const isLate = look.expectedDelayS > WORTH_WAITING_S;
      if (hasData || !hasSettled || !(isTrying || isLate)) {
        lackingSinceMs = undefined;
        // The word that the room waits may still be on its way: the sooner it hears, the shorter it stands.
        if (toldVersion === playback.version && isReady(look)) tellReady(nowMs);
        toldVersion = undefined;
        return;
      }
      lackingSinceMs ??= nowMs;
      const lackingMs = nowMs - lackingSinceMs;
      if (isLate ? lackingMs < EARLY_AFTER_MS : lackingMs <= STALL_AFTER_MS) return;
      if (toldVersion === playback.version) return;
      toldVersion = playback.version;
      report(true);
    },
  };
}

function isReady({ hasData, isSeeking, aheadS }: StallLook): boolean {
  return hasData && !isSeeking && (aheadS === undefined || aheadS >= READY_AHEAD_S);
}
