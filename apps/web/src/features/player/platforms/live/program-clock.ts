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
