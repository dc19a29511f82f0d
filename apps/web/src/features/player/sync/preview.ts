import type { Playback } from '@watchparty/shared';

/** What can be shown before the room does it. */
export type Wish =
  | { type: 'pause' }
  /** @property position seconds */
  | { type: 'seek'; position: number };

/** What a person has just asked for, shown until the room does it. */
export interface Preview {
  /** Takes the place of what was shown before. */
  begin(wish: Wish): void;
  /** @returns whether there was one */
  end(): boolean;
  /** What is shown; a new object for each `begin`. */
  shown(): Wish | undefined;
  /** The answer takes so long that it may not come. */
  isOverdue(): boolean;
  /** The server has done it: this version of the timeline, or a later one, says so. */
  answered(version: number): void;
  /**
   * Whether it goes on although this timeline has come. Before the answer, what contradicts the wish was on its way before
   * it: a hold, what this very person asked for just before, or what somebody else did.
   */
  outlasts(playback: Playback): boolean;
}

const PATIENCE_MS = 3_000;
/** What is this near to what a seek asked for is its answer, or a hold that is part of it, in seconds. */
const SAME_PLACE_S = 0.5;

/** @param now monotonic milliseconds */
export function createPreview(now: () => number): Preview {
  let current: { wish: Wish; sinceMs: number; answeredBy?: number } | undefined;

  return {
    begin(wish) {
      current = { wish: { ...wish }, sinceMs: now() };
    },
    end() {
      const wasOn = current !== undefined;
      current = undefined;
      return wasOn;
    },
    shown: () => current?.wish,
    isOverdue: () => current !== undefined && now() - current.sinceMs > PATIENCE_MS,
    answered(version) {
      if (current) current.answeredBy = version;
    },
    outlasts(playback) {
      if (!current) return false;
      const { wish, answeredBy } = current;
      return answeredBy === undefined ? !isAnswer(wish, playback) : playback.version < answeredBy;
    },
  };
}

function isAnswer(wish: Wish, { isPlaying, position }: Playback): boolean {
  return wish.type === 'pause' ? !isPlaying : Math.abs(position - wish.position) <= SAME_PLACE_S;
}
