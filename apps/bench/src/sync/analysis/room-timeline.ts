import { positionAt, type Playback } from '@watchparty/shared';
import type { HeardPlayback } from '../run.js';

/** What the room was to show at every moment of a run. All moments are the machine's. */
export interface RoomTimeline {
  /** Where the film was to be, in seconds; undefined before the first word of the server. */
  positionAt(atMs: number): number | undefined;
  isMoving(atMs: number): boolean;
  /** Seconds of video per second. */
  rateAt(atMs: number): number;
  /** Moments at which what is to be seen changed its course. */
  changesMs: readonly number[];
  /** Moments at which it began to wait for somebody. */
  holdsMs: readonly number[];
}

interface Stretch {
  fromMs: number;
  playback: Playback;
}

/** A version that says the same as the one before differs from it by less than this, in seconds. */
const SAME_POSITION_S = 0.002;

/** @param heard in any order, each version as often as it was heard */
export function createRoomTimeline(heard: readonly HeardPlayback[]): RoomTimeline {
  const stretches = stretchesOf(heard);
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
    changesMs: stretches
      .slice(1)
      .flatMap(({ fromMs, playback }) => (isWait(playback) ? [fromMs, playback.effectiveAt] : [fromMs])),
    holdsMs: stretches.filter(({ playback }) => isWait(playback)).map(({ fromMs }) => fromMs),
  };
}

function stretchesOf(heard: readonly HeardPlayback[]): Stretch[] {
  const byVersion = new Map<number, HeardPlayback>();
  for (const one of heard) {
    const known = byVersion.get(one.playback.version);
    if (!known || one.heardMs < known.heardMs) byVersion.set(one.playback.version, one);
  }
  const inOrder = [...byVersion.values()].sort((a, b) => a.playback.version - b.playback.version);
  const stretches: Stretch[] = [];
  for (const { playback, heardMs } of inOrder) {
    const fromMs = isWait(playback)
      ? standsFromMs(playback, heardMs, stretches.at(-1))
      : playback.effectiveAt;
    // What was overtaken before its moment never came to pass.
    while ((stretches.at(-1)?.fromMs ?? Number.NEGATIVE_INFINITY) >= fromMs) stretches.pop();
    const before = stretches.at(-1)?.playback;
    if (before && saysTheSame(before, playback)) continue;
    stretches.push({ fromMs, playback });
  }
  return stretches;
}

/**
 * A room that waits for somebody stands from the moment that it says so, or that whoever runs has come to where it stands,
 * and not from the moment that it goes on.
 */
function standsFromMs(wait: Playback, heardMs: number, before: Stretch | undefined): number {
  const { position, effectiveAt, rate } = before?.playback ?? wait;
  const hasRun =
    before !== undefined && before.playback.isPlaying && effectiveAt < heardMs && !isWait(before.playback);
  const reachedMs = hasRun ? effectiveAt + ((wait.position - position) / rate) * 1000 : heardMs;
  return Math.min(Math.max(heardMs, reachedMs), wait.effectiveAt);
}

function isWait({ waitingFor }: Playback): boolean {
  return waitingFor !== undefined && waitingFor.length > 0;
}

function saysTheSame(before: Playback, after: Playback): boolean {
  return (
    before.effectiveAt <= after.effectiveAt &&
    before.isPlaying === after.isPlaying &&
    before.rate === after.rate &&
    Math.abs(positionAt(before, after.effectiveAt) - positionAt(after, after.effectiveAt)) < SAME_POSITION_S
  );
}
