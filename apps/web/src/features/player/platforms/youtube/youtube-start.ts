import type { PlayOutcome } from '../../player-handle.js';

/** Starts that have been asked for and have not come to anything yet. */
export interface YouTubeStart {
  begin(): Promise<PlayOutcome>;
  isUnderWay(): boolean;
  /** @returns how long it has been under way, in milliseconds */
  ageMs(): number;
  end(outcome: PlayOutcome): void;
}

interface YouTubeStartOptions {
  /** Nothing has come of a start for so long that it was refused, unless something comes. */
  isLoading: () => boolean;
  onRefused: () => void;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
}

/**
 * Older players do not say that the browser refused to start them. One that does not even load was; and whoever asked must
 * know before it stops to wait for the start, after 2 s.
 */
const REFUSED_AFTER_MS = 1_800;

export function createYouTubeStart({
  isLoading,
  onRefused,
  now,
  schedule,
}: YouTubeStartOptions): YouTubeStart {
  let asked: ((outcome: PlayOutcome) => void)[] = [];
  let sinceMs = 0;
  let cancelSilence: (() => void) | undefined;

  function listen(): void {
    cancelSilence?.();
    cancelSilence = schedule(() => (isLoading() ? listen() : onRefused()), REFUSED_AFTER_MS);
  }

  return {
    begin: () =>
      new Promise((resolve) => {
        asked.push(resolve);
        sinceMs = now();
        listen();
      }),
    isUnderWay: () => asked.length > 0,
    ageMs: () => now() - sinceMs,
    end(outcome) {
      cancelSilence?.();
      const ended = asked;
      asked = [];
      for (const resolve of ended) resolve(outcome);
    },
  };
}
