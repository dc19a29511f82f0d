import { positionAt, type EpochMs, type Playback } from '@watchparty/shared';

/** What a player should be doing at a moment. Positions are seconds. */
export type Target =
  /** Stand still there: the room is paused, or waits for a start in the near future. */
  | { phase: 'resting'; position: number }
  | { phase: 'moving'; position: number; rate: number }
  /** The film is over. */
  | { phase: 'ended'; position: number };

export type Moving = Extract<Target, { phase: 'moving' }>;

/** A command that lands this close to where the film would have been anyway is no jump, in seconds. */
const CONTINUITY_S = 0.3;
/** Two timelines this close are one, in seconds. */
const SAME_S = 0.002;

/** @param mediaDuration seconds that the player itself knows of; the timeline may know none yet */
export function targetAt(timeline: Playback, atMs: EpochMs, mediaDuration?: number): Target {
  const duration = Math.min(timeline.duration ?? Infinity, mediaDuration ?? Infinity);
  const position = Math.min(positionAt(timeline, atMs), duration);
  if (position >= duration) return { phase: 'ended', position: duration };
  if (timeline.isPlaying && atMs >= timeline.effectiveAt)
    return { phase: 'moving', position, rate: timeline.rate };
  return { phase: 'resting', position };
}

/**
 * Whether the present film runs on until a new state takes effect: "pause", "play" and "rate" do not move anybody.
 * After a jump there is nothing to show any more, and the time until it takes effect is for getting there.
 */
export function runsOnUntil(previous: Playback, next: Playback): boolean {
  if (previous.videoUrl !== next.videoUrl) return false;
  return Math.abs(positionAt(previous, next.effectiveAt) - next.position) < CONTINUITY_S;
}

/** A lead is never longer, in milliseconds. */
const LONGEST_RUN_ON_MS = 1_000;

/**
 * Whoever runs when a hold begins runs on to where it stands, so that nobody has to jump there.
 *
 * @returns when that is; undefined where it is no hold, or not just ahead
 */
export function momentOfHold(previous: Playback, next: Playback, atMs: EpochMs): EpochMs | undefined {
  const isHold = (next.waitingFor ?? []).length > 0 && next.isPlaying;
  if (!isHold || previous.videoUrl !== next.videoUrl || targetAt(previous, atMs).phase !== 'moving')
    return undefined;
  const runsForMs = ((next.position - positionAt(previous, atMs)) / previous.rate) * 1000;
  return runsForMs > 0 && runsForMs < LONGEST_RUN_ON_MS ? atMs + runsForMs : undefined;
}

/** Whether a new version changes nothing for a player: a title came to be known, or a duration. */
export function saysTheSameTimeline(one: Playback, other: Playback, atMs: EpochMs): boolean {
  return (
    one.videoUrl === other.videoUrl &&
    one.isPlaying === other.isPlaying &&
    one.rate === other.rate &&
    Math.max(one.effectiveAt, other.effectiveAt) <= atMs &&
    Math.abs(positionAt(one, atMs) - positionAt(other, atMs)) < SAME_S
  );
}
