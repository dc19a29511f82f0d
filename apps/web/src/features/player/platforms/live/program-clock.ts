import type { EpochMs } from '@watchparty/shared';

/** A piece of a programme on one player's own axis, in seconds, and what the programme's clock shows at its start. */
export interface DatedSegment {
  start: number;
  programDateTime: EpochMs | null;
}

/** What the programme's clock shows at each media time of one player, and the other way round. */
export interface ProgramClock {
  /** @param mediaTime seconds on the player's own axis; undefined while nothing is known of the programme */
  programTimeAt(mediaTime: number): EpochMs | undefined;
  mediaTimeAt(programTime: EpochMs): number | undefined;
}

/**
 * The clock that the playlist itself carries (EXT-X-PROGRAM-DATE-TIME): the same for everybody, however late their
 * playlists are.
 *
 * @param segments reads the playlist as it is now, in order; hls.js corrects the starts as segments come in
 */
export function createDatedClock(segments: () => readonly DatedSegment[]): ProgramClock {
  return {
    programTimeAt(mediaTime) {
      const segment = lastOf(segments(), ({ start }) => start <= mediaTime);
      return segment && segment.programDateTime + (mediaTime - segment.start) * 1000;
    },
    mediaTimeAt(programTime) {
      const segment = lastOf(segments(), ({ programDateTime }) => programDateTime <= programTime);
      return segment && segment.start + (programTime - segment.programDateTime) / 1000;
    },
  };
}

type KnownSegment = DatedSegment & { programDateTime: EpochMs };

/** The last segment that fits, or the first of all for what lies before the playlist. */
function lastOf(
  segments: readonly DatedSegment[],
  fits: (segment: KnownSegment) => boolean,
): KnownSegment | undefined {
  const known = segments.filter((segment): segment is KnownSegment => segment.programDateTime !== null);
  return known.findLast(fits) ?? known[0];
}

/** As many playlists as the envelope is taken of. */
const ENVELOPE_SIZE = 30;
/** As many playlists may move the clock at once; the first ones are the most likely to be late. */
const SETTLING_PLAYLISTS = 5;
/**
 * Milliseconds of correction per millisecond of time afterwards. When an old playlist leaves the envelope, the edge may seem to be a
 * whole segment elsewhere: nobody is to jump for that, and players make this good by rate.
 */
const SLEW_RATE = 0.02;
/** Beyond this many milliseconds it is another programme, or another axis: the clock goes there at once. */
const JUMP_BEYOND_MS = 15_000;

/** The clock of a programme that carries none. */
export interface EdgeClock extends ProgramClock {
  /**
   * A playlist has come, whose newest segment ends at `edge`, in seconds on the player's own axis.
   *
   * @param atMs server epoch milliseconds
   */
  noteEdge(edge: number, atMs: EpochMs): void;
}

/**
 * Takes the edge of the playlist for the server's present: what has just come into the playlist has just happened.
 * Each playlist is older than that by what it took to get here and by how long it lay there, never younger: the least
 * late of the last ones is the nearest to the truth. Two viewers differ by what their least late ones differ by, about
 * one target duration.
 */
export function createEdgeClock(): EdgeClock {
  /** Server time less media time, in milliseconds, of the last playlists. */
  let offsets: number[] = [];
  let playlists = 0;
  /** The offset that is gone by. */
  let shown = { offsetMs: 0, atMs: 0 };

  return {
    noteEdge(edge, atMs) {
      offsets = [...offsets, atMs - edge * 1000].slice(-ENVELOPE_SIZE);
      playlists += 1;
      const leastLateMs = Math.min(...offsets);
      const mayJump =
        playlists <= SETTLING_PLAYLISTS || Math.abs(leastLateMs - shown.offsetMs) > JUMP_BEYOND_MS;
      shown = { offsetMs: mayJump ? leastLateMs : towards(shown, leastLateMs, atMs), atMs };
    },
    programTimeAt: (mediaTime) => (playlists > 0 ? shown.offsetMs + mediaTime * 1000 : undefined),
    mediaTimeAt: (programTime) => (playlists > 0 ? (programTime - shown.offsetMs) / 1000 : undefined),
  };
}

function towards(from: { offsetMs: number; atMs: EpochMs }, goalMs: number, atMs: EpochMs): number {
  const reachMs = Math.max(0, atMs - from.atMs) * SLEW_RATE;
  return from.offsetMs + Math.min(Math.max(goalMs - from.offsetMs, -reachMs), reachMs);
}
