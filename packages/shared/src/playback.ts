import { POSITION_MAX_S } from './limits.js';
import type { RoomSubtitles } from './subtitles/subtitle-cue.js';
import type { Platform } from './video/platform.js';

/** A room's timeline as it travels. Position is a function of it and of the time, and is never ticked. */
export interface Playback {
  /** Canonical link, `/samples/…` for a sample of the installation itself; null in a room without a video. */
  videoUrl: string | null;
  platform: Platform | null;
  title?: string;
  /** Path or https URL of a still. */
  thumbnailUrl?: string;
  /** Seconds; absent while unknown and for live programmes. */
  duration?: number;
  /**
   * Of a live programme: what its own clock shows at position 0, in epoch milliseconds. The programme's time at a
   * moment is `liveOrigin + positionAt(…) * 1000`, for everybody, wherever their players count from.
   */
  liveOrigin?: number;
  isPlaying: boolean;
  /** Seconds into the video at `effectiveAt`. */
  position: number;
  /** Seconds of video per second of time. */
  rate: number;
  /** Server epoch milliseconds at which this state takes effect; may lie in the near future. */
  effectiveAt: number;
  /** Rises by one with every command; an older version never replaces a newer one. */
  version: number;
  /** Who gave the command. */
  updatedBy?: string;
  /** User ids of those who have run out of video, whom the room waits for until `effectiveAt`. */
  waitingFor?: string[];
  /** Of the present video, for everybody; they go with it. */
  subtitles?: RoomSubtitles;
}

/** What a player found out about the room's video: its length in seconds, or that it is a live programme. */
export type VideoDescription =
  | { videoUrl: string; duration: number }
  | {
      videoUrl: string;
      /** What the programme's clock shows now where one can watch with ease, in epoch milliseconds. */
      live: { programTime: number };
    };

/** What `positionAt` needs of a timeline. */
export type Timeline = Pick<Playback, 'isPlaying' | 'position' | 'rate' | 'effectiveAt' | 'duration'>;

/**
 * Where the video should be at a moment.
 *
 * @param atMs server epoch milliseconds
 * @returns seconds, never below 0 nor above the duration, or `POSITION_MAX_S` while that is unknown
 */
export function positionAt(timeline: Timeline, atMs: number): number {
  const elapsedMs = atMs - timeline.effectiveAt;
  const position =
    timeline.isPlaying && elapsedMs > 0
      ? timeline.position + (elapsedMs / 1000) * timeline.rate
      : timeline.position;
  return Math.min(Math.max(position, 0), timeline.duration ?? POSITION_MAX_S);
}

/** Whom a room waits for at a moment: everybody stands at the timeline's position until they are ready, or it is over. */
export function waitedForAt(
  { isPlaying, effectiveAt, waitingFor = [] }: Playback,
  atMs: number,
): readonly string[] {
  return isPlaying && atMs < effectiveAt ? waitingFor : [];
}

/** Whether a timeline has run to the end of a video of known duration. */
export function hasEnded(timeline: Timeline, atMs: number): boolean {
  return timeline.duration !== undefined && positionAt(timeline, atMs) >= timeline.duration;
}

/** Why a timeline changed; `sync` is a repeat or a correction that nobody asked for. */
export type PlaybackReason = 'play' | 'pause' | 'seek' | 'rate' | 'change' | 'buffering' | 'sync';
