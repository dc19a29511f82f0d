import { learnLatency, type LearntLatency } from '@watchparty/shared';

import type { PlayerHandle } from '../player-handle.js';

/** Gets a player to run, whatever the browser thinks of that, and learns what a start costs here. */
export interface Starter {
  /** @param isOnTheDot it is called exactly so early as a start costs here, so its outcome tells how much that is */
  start(isOnTheDot: boolean): void;
  /** Gives a start up that is under way. */
  abandon(): void;
  /** A start is under way: what the player says of its position now tells nothing. */
  isUnderWay(): boolean;
  /** The browser wants a gesture first. */
  isBlocked(): boolean;
  /** There was a gesture, or another video: it may be tried again. */
  unblock(): void;
  /** The first drift that was read after a start, in seconds, positive when behind. */
  learn(driftS: number): void;
  latency(): LearntLatency;
}

interface StarterOptions {
  player: PlayerHandle;
  latency: LearntLatency;
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

/** Time until a fresh start moves steadily. */
const START_SETTLE_MS = 200;
/** Some players never say that they started, or that they were refused. */
const LAUNCH_PATIENCE_MS = 2_000;

export function createStarter({ player, now, onSilenced, onOutcome, ...options }: StarterOptions): Starter {
  let latency = options.latency;
  let launch: Launch | undefined;
  let isBlocked = false;
  let isLearning = false;

  async function tryToPlay(own: Launch, isMuted: boolean): Promise<void> {
    const outcome = await player.play();
    if (launch !== own) return;
    switch (outcome) {
      case 'playing':
        launch = { ...own, startedAtMs: now() };
        break;
      case 'interrupted':
        // Another command came in between, and it decides.
        launch = undefined;
        break;
      case 'blocked':
        if (!isMuted) {
          player.setMuted(true);
          onSilenced();
          return tryToPlay(own, true);
        }
        isBlocked = true;
        launch = undefined;
        break;
    }
    onOutcome();
  }

  return {
    start(isOnTheDot) {
      isLearning = isOnTheDot;
      launch = { calledAtMs: now() };
      void tryToPlay(launch, false);
    },
    abandon() {
      launch = undefined;
      isLearning = false;
    },
    isUnderWay() {
      if (!launch) return false;
      const { calledAtMs, startedAtMs } = launch;
      const isOver =
        startedAtMs === undefined
          ? now() - calledAtMs > LAUNCH_PATIENCE_MS
          : now() - startedAtMs > START_SETTLE_MS;
      if (isOver) launch = undefined;
      return !isOver;
    },
    isBlocked: () => isBlocked,
    unblock() {
      isBlocked = false;
    },
    learn(driftS) {
      if (!isLearning) return;
      isLearning = false;
      latency = learnLatency(latency, latency.meanS + driftS);
    },
    latency: () => latency,
  };
}
