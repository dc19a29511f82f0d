/** A jump that is only known by where the player is heard of afterwards. */
export interface YouTubeJump {
  /** @param fromS where the player is, in seconds */
  begin(toS: number, fromS: number): void;
  /** Where it goes, in seconds; undefined when it is over. */
  aim(): number | undefined;
  /** @returns whether it has just landed */
  look(heard: { positionS: number; isLoading: boolean }): boolean;
  forget(): void;
}

/** The state of loading, which follows a jump, is told within so long. */
const AT_LEAST_MS = 100;
/** A jump that goes no further than this cannot be told from standing still, in seconds. */
const NEAR_S = 0.5;
/** Positions come every 265 ms or so: after this time a near jump has been told. */
const NEAR_JUMP_MS = 400;
/** A jump of which nothing was seen for so long is over, or forgotten. */
const PATIENCE_MS = 4_000;

/** @param now monotonic milliseconds */
export function createYouTubeJump(now: () => number): YouTubeJump {
  let jump: { toS: number; fromS: number; sinceMs: number } | undefined;

  return {
    begin(toS, fromS) {
      jump = { toS, fromS, sinceMs: now() };
    },
    aim() {
      if (jump && now() - jump.sinceMs >= PATIENCE_MS) jump = undefined;
      return jump?.toS;
    },
    look({ positionS, isLoading }) {
      if (!jump) return false;
      const { toS, fromS, sinceMs } = jump;
      const ageMs = now() - sinceMs;
      const isNear = Math.abs(toS - fromS) <= NEAR_S;
      // It may land on a keyframe before its aim, but it is nearer to that than to where it was.
      const hasMoved = Math.abs(positionS - toS) < Math.abs(positionS - fromS);
      const hasLanded = ageMs >= AT_LEAST_MS && !isLoading && (isNear ? ageMs >= NEAR_JUMP_MS : hasMoved);
      if (!hasLanded && ageMs < PATIENCE_MS) return false;
      jump = undefined;
      return true;
    },
    forget() {
      jump = undefined;
    },
  };
}
