import { learnLatency } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';
import type { Latencies } from './latencies.js';

/** Gets a player to run, whatever the browser thinks of that, and learns what a start costs here. */
export interface Starter {
  /**
   * @param behindS how far the player is behind the room at this moment, in seconds; negative before the room's start.
   * What comes of it tells what a start costs. Undefined where it tells nothing, because data is lacking.
   * @param kind `resume` where the player has run since it jumped last
   */
  start(behindS: number | undefined, kind: StartKind): void;
  /** Gives a start up that is under way. */
  abandon(): void;
  /** A start is under way: what the player says of its position now tells nothing. */
  isUnderWay(): boolean;
  /** The browser wants a gesture first. */
  isBlocked(): boolean;
  /** There was a gesture, or another video: it may be tried again. */
  unblock(): void;
  /** The first drift that was read after a start, in seconds of time, positive when behind. */
  learn(driftS: number): void;
  latencies(): Pick<Latencies, StartKind>;
}

/** After a jump, or after a mere pause: in Chromium they differ by 0.1 s. */
export type StartKind = 'start' | 'resume';

interface StarterOptions {
  player: PlayerHandle;
  latencies: Pick<Latencies, StartKind>;
  /** Time until a fresh start moves steadily. */
  settleMs: number;
  /** Monotonic milliseconds. */
  now: () => number;
  /** The browser refused to play with sound: it has been muted to go on. */
  onSilenced: () => void;
  /** A start came to something. */
  onOutcome: () => void;
}

/** A start on its way. */
interface Launch {
  calledAtMs: number;
  /** Absent until the player says that it plays. */
  startedAtMs?: number;
}

/** Some players never say that they started, or that they were refused. */
const LAUNCH_PATIENCE_MS = 2_000;

export function createStarter(options: StarterOptions): Starter {
  const { player, settleMs, now, onSilenced, onOutcome } = options;
  let { start, resume } = options.latencies;
  let launch: Launch | undefined;
  let isBlocked = false;
  /** It has been muted since there was a gesture last. */
  let isSilenced = false;
  /** What is to be learnt from the latest start. */
  let lesson: { behindS: number; kind: StartKind } | undefined;

  async function tryToPlay(own: Launch, isMuted: boolean): Promise<void> {
    const outcome = await player.play();
    if (outcome === 'blocked') {
      heed({ wasMuted: isMuted });
      return;
    }
    if (launch !== own) return;
    // Where another command came in between, that decides.
    launch = outcome === 'playing' ? { ...own, startedAtMs: now() } : undefined;
    onOutcome();
  }

  /** Phones take their time to refuse: what they refuse may have been tried once more meanwhile. */
  function heed({ wasMuted }: { wasMuted: boolean }): void {
    if (!launch || isBlocked || (isSilenced && !wasMuted)) return;
    if (!isSilenced) {
      isSilenced = true;
      player.setMuted(true);
      onSilenced();
      void tryToPlay(launch, true);
      return;
    }
    isBlocked = true;
    launch = undefined;
    onOutcome();
  }

  return {
    start(behindS, kind) {
      lesson = behindS === undefined ? undefined : { behindS, kind };
      launch = { calledAtMs: now() };
      void tryToPlay(launch, isSilenced);
    },
    abandon() {
      launch = undefined;
      lesson = undefined;
    },
    isUnderWay() {
      if (!launch) return false;
      const { calledAtMs, startedAtMs } = launch;
      // What is told after that is still heard: phones take their time to refuse.
      if (startedAtMs === undefined) return now() - calledAtMs <= LAUNCH_PATIENCE_MS;
      return now() - startedAtMs <= settleMs;
    },
    isBlocked: () => isBlocked,
    unblock() {
      isBlocked = false;
      isSilenced = false;
    },
    learn(driftS) {
      if (!lesson) return;
      const costS = driftS - lesson.behindS;
      if (lesson.kind === 'start') start = learnLatency(start, costS);
      else resume = learnLatency(resume, costS);
      lesson = undefined;
    },
    latencies: () => ({ start, resume }),
  };
}
