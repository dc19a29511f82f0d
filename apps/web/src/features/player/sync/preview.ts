import type { Playback } from '@watchparty/shared';

/** What can be shown before the room does it. */
export type Wish =
  | { type: 'pause' }
  /** @property position seconds */
  | { type: 'seek'; position: number };

/** What a person has just asked for, shown until the room does it. */
export interface Preview {
  begin(wish: Wish): void;
  /** @returns whether there was one */
  end(): boolean;
  isOn(): boolean;
  /** The answer takes so long that it may not come. */
  isOverdue(): boolean;
  /** Whether it goes on although this timeline has come: a hold that was on its way before what was asked for. */
  outlasts(playback: Playback): boolean;
}

const PATIENCE_MS = 3_000;
/** A hold this near to what a seek asked for is part of its answer, in seconds. */
const SAME_PLACE_S = 0.5;

/** @param now monotonic milliseconds */
export function createPreview(now: () => number): Preview {
  let shown: { wish: Wish; sinceMs: number } | undefined;

  return {
    begin(wish) {
      shown = { wish, sinceMs: now() };
    },
    end() {
      const wasOn = shown !== undefined;
      shown = undefined;
      return wasOn;
    },
    isOn: () => shown !== undefined,
    isOverdue: () => shown !== undefined && now() - shown.sinceMs > PATIENCE_MS,
    outlasts({ waitingFor = [], position }) {
      if (!shown || waitingFor.length === 0) return false;
      const { wish } = shown;
      return wish.type === 'pause' || Math.abs(position - wish.position) > SAME_PLACE_S;
    },
  };
}
