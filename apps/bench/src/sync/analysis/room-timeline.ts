import { positionAt, type Playback } from '@watchparty/shared';

/** What the room was to show at every moment of a run. All moments are the machine's. */
export interface RoomTimeline {
  /** Where the film was to be, in seconds; undefined before the first word of the server. */
  positionAt(atMs: number): number | undefined;
  isMoving(atMs: number): boolean;
  /** Seconds of video per second. */
  rateAt(atMs: number): number;
  /** Moments at which what is to be seen changed its course. */
  changesMs: readonly number[];
}

interface Stretch {
  fromMs: number;
  playback: Playback;
}

/** A version that says the same as the one before differs from it by less than this, in seconds. */
const SAME_POSITION_S = 0.002;

/** @param playbacks in any order, each version as often as it was heard */
export function createRoomTimeline(playbacks: readonly Playback[]): RoomTimeline {
  const stretches = stretchesOf(playbacks);
  const stretchAt = (atMs: number): Stretch | undefined =>
    stretches.findLast(({ fromMs }) => fromMs <= atMs) ?? stretches[0];

  return {
    positionAt(atMs) {
      const stretch = stretchAt(atMs);
      return stretch && positionAt(stretch.playback, atMs);
    },
    isMoving(atMs) {
      const playback = stretchAt(atMs)?.playback;
      return playback !== undefined && playback.isPlaying && playback.effectiveAt <= atMs;
    },
    rateAt: (atMs) => stretchAt(atMs)?.playback.rate ?? 1,
    changesMs: stretches.slice(1).map(({ fromMs }) => fromMs),
  };
}

function stretchesOf(playbacks: readonly Playback[]): Stretch[] {
  const byVersion = new Map(playbacks.map((playback) => [playback.version, playback]));
  const inOrder = [...byVersion.values()].sort((a, b) => a.version - b.version);
  const stretches: Stretch[] = [];
  for (const playback of inOrder) {
    const fromMs = playback.effectiveAt;
    // What was overtaken before its moment never came to pass.
    while ((stretches.at(-1)?.fromMs ?? Number.NEGATIVE_INFINITY) >= fromMs) stretches.pop();
    const before = stretches.at(-1)?.playback;
    if (before && saysTheSame(before, playback)) continue;
    stretches.push({ fromMs, playback });
  }
  return stretches;
}

function saysTheSame(before: Playback, after: Playback): boolean {
  return (
    before.isPlaying === after.isPlaying &&
    before.rate === after.rate &&
    Math.abs(positionAt(before, after.effectiveAt) - positionAt(after, after.effectiveAt)) < SAME_POSITION_S
  );
}
