import type { EpochMs } from '@watchparty/shared';

import type { ProgramClock } from './program-clock.js';

/** A playlist that has just come. */
export interface NotedEdge {
  /** Where its newest segment ends, in seconds on the player's own axis. */
  edge: number;
  /** When it came, in server epoch milliseconds. */
  atMs: EpochMs;
  /** Its EXT-X-TARGETDURATION, in seconds; absent where the player does not tell. */
  targetDuration?: number;
}

/** The clock of a programme that carries none. */
export interface EdgeClock extends ProgramClock {
  noteEdge(noted: NotedEdge): void;
}

/** As many playlists as the envelope is taken of. */
const ENVELOPE_SIZE = 30;
/** Apple's authoring rules ask for segments of 6 s. */
const USUAL_TARGET_DURATION_S = 6;
/** An estimate that is off by more than these many target durations is no late playlist: the axis or the programme broke. */
const BREAK_TARGET_DURATIONS = 3;
/** One or two playlists may be held up on their way that long; so many in a row are not. */
const BREAK_PLAYLISTS = 3;
/** How fast a better estimate is taken over, in milliseconds per second: a speed that nobody sees or hears. */
const SLEW_MS_PER_S = 20;
/** The most that one playlist moves the clock: what the sync engine makes good by a second at a slightly other rate. */
const MAX_STEP_MS = 80;

/**
 * Takes the edge of the playlist for the server's present: what has just come into the playlist has just happened.
 * Each playlist is older than that by what it took to get here and by how long it lay there, never younger: the least
 * late of the last ones is the nearest to the truth. Two viewers differ by what their least late ones differ by, about
 * one target duration.
 *
 * A better estimate differs from the one before by up to a target duration. If it were believed at once, the picture
 * would jump for the sake of a difference to the others that is within what they have anyway; so the clock walks there
 * in small steps. It jumps where there is nothing to keep: at the first playlist, and after a break.
 */
export function createEdgeClock(): EdgeClock {
  /** Server time less media time, in milliseconds, of the last playlists. */
  let offsets: number[] = [];
  /** The offset that the clock goes by; undefined before the first playlist. */
  let shown: number | undefined;
  let notedAtMs = 0;

  function take(atMs: EpochMs, breakMs: number): void {
    const elapsedMs = Math.max(atMs - notedAtMs, 0);
    const latest = offsets.slice(-BREAK_PLAYLISTS);
    // No playlist is early: one that seems so counts from elsewhere. Late ones are believed when there are several.
    const isRestarted = shown !== undefined && Math.min(...offsets) < shown - breakMs;
    const isStopped =
      shown !== undefined && latest.length === BREAK_PLAYLISTS && Math.min(...latest) > shown + breakMs;
    if (isRestarted) offsets = latest.slice(-1);
    if (isStopped) offsets = latest;
    const best = Math.min(...offsets);
    if (shown === undefined || isRestarted || isStopped) {
      shown = best;
      return;
    }
    const step = Math.min((elapsedMs / 1000) * SLEW_MS_PER_S, MAX_STEP_MS);
    shown += Math.min(Math.max(best - shown, -step), step);
  }

  return {
    noteEdge({ edge, atMs, targetDuration = USUAL_TARGET_DURATION_S }) {
      offsets.push(atMs - edge * 1000);
      if (offsets.length > ENVELOPE_SIZE) offsets.shift();
      take(atMs, targetDuration * 1000 * BREAK_TARGET_DURATIONS);
      notedAtMs = atMs;
    },
    programTimeAt: (mediaTime) => (shown === undefined ? undefined : shown + mediaTime * 1000),
    mediaTimeAt: (programTime) => (shown === undefined ? undefined : (programTime - shown) / 1000),
  };
}
