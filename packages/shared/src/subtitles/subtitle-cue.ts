/** A piece of a line in one manner of writing. Line breaks are in the text. */
export interface SubtitleRun {
  text: string;
  isItalic?: true;
  isBold?: true;
}

/** What is said from one moment to another: seconds of the video, whole milliseconds. */
export interface SubtitleCue {
  start: number;
  end: number;
  /** At least one; plain text, never markup. */
  runs: SubtitleRun[];
}

/** Subtitles of a room's present video, as everybody there hears of them. */
export interface RoomSubtitles {
  /** Other subtitles have another one. */
  id: string;
  /** As whoever brought them calls them. */
  label: string;
  /** A BCP 47 tag. */
  language?: string;
  /** Where every viewer fetches them; absent where the server keeps them itself. */
  url?: string;
}

/** How many are shown at once; more would cover the picture. */
const MOST_AT_ONCE = 4;

/**
 * What is to be read at a moment, the earliest first.
 *
 * @param cues by rising start
 * @param position seconds
 */
export function cuesAt(cues: readonly SubtitleCue[], position: number): SubtitleCue[] {
  const shown: SubtitleCue[] = [];
  for (const cue of cues) {
    if (cue.start > position) break;
    if (position < cue.end) shown.push(cue);
  }
  return shown.slice(-MOST_AT_ONCE);
}
