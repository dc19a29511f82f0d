import type { EpochMs } from '@watchparty/shared';

import { createEdgeClock, type EdgeClock } from '../live/edge-clock.js';
import type { LiveProgram } from '../live/live-handle.js';

/** What is found out about a video's length while its player is watched. */
export interface YouTubeProgram extends LiveProgram {
  look(length: SeenLength): void;
  /** Seconds; undefined for a live programme, and while it could still be one. */
  filmDuration(): number | undefined;
  /** Another video comes. */
  reset(): void;
}

interface SeenLength {
  /** What the player says, in seconds; 0 while it knows nothing. */
  durationS: number;
  /** Whether the video is live, where the player says so. */
  saysLive: boolean | undefined;
  isPlaying: boolean;
}

interface YouTubeProgramOptions {
  serverNow: () => EpochMs;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** The live programme's length grows by a segment at a time, of at most so many seconds. */
const SEGMENT_S = 5;
/** A film's length is corrected once and by less; twice by so many seconds is a programme that goes on. */
const GROWTH_S = 0.5;
const GROWTHS_OF_LIVE = 2;
/** A length that stands for more than a segment while its video plays is a film's. */
const STANDS_MS = 6_000;
/** What has come that long ago has come to everybody, in seconds: two segments. */
const COMFORT_S = 2 * SEGMENT_S;
/** How far back one can surely go, in seconds: YouTube keeps longer for some programmes, and not at all for others. */
const WINDOW_S = 4 * 3600;

/**
 * A live programme on YouTube counts from its own beginning, and its length is how long it has lasted: there are no dates,
 * so that the end of what there is serves as the present, as in playlists without dates.
 */
export function createYouTubeProgram({ serverNow, now }: YouTubeProgramOptions): YouTubeProgram {
  let clock: EdgeClock;
  let durationS: number;
  let saysLive: boolean | undefined;
  let growths: number;
  /** What its latest growth is counted from, in seconds. */
  let stoodAtS: number;
  /** Since when the length has stood, while the video played. */
  let standsSinceMs: number | undefined;
  let hasStood: boolean;
  reset();

  function reset(): void {
    clock = createEdgeClock();
    durationS = 0;
    saysLive = undefined;
    growths = 0;
    stoodAtS = 0;
    standsSinceMs = undefined;
    hasStood = false;
  }

  function note(nextS: number): void {
    durationS = nextS;
    if (nextS > 0) clock.noteEdge({ edge: nextS, atMs: serverNow(), targetDuration: SEGMENT_S });
    // Told often, a programme's length may grow by very little each time.
    if (stoodAtS > 0 && Math.abs(nextS - stoodAtS) <= GROWTH_S) return;
    if (stoodAtS > 0 && nextS > stoodAtS) growths += 1;
    stoodAtS = nextS;
    standsSinceMs = undefined;
    hasStood = false;
  }

  const isLive = (): boolean => saysLive ?? growths >= GROWTHS_OF_LIVE;

  return {
    look(seen) {
      saysLive = seen.saysLive ?? saysLive;
      if (seen.durationS !== durationS) note(seen.durationS);
      standsSinceMs = seen.isPlaying && durationS > 0 ? (standsSinceMs ?? now()) : undefined;
      if (standsSinceMs !== undefined && now() - standsSinceMs >= STANDS_MS) hasStood = true;
    },
    isLive,
    filmDuration: () =>
      durationS > 0 && (saysLive === false || (hasStood && !isLive())) ? durationS : undefined,
    comfortableTime: () => (durationS > 0 ? Math.max(0, durationS - COMFORT_S) : undefined),
    window: () => (durationS > 0 ? { start: Math.max(0, durationS - WINDOW_S), end: durationS } : undefined),
    programTimeAt: (mediaTime) => clock.programTimeAt(mediaTime),
    mediaTimeAt: (programTime) => clock.mediaTimeAt(programTime),
    reset,
  };
}
