import {
  POSITION_MAX_S,
  SUBTITLE_CUE_MAX_LENGTH,
  SUBTITLES_MAX_BYTES,
  SUBTITLES_MAX_CUES,
} from '../limits.js';
import { readCueText } from './cue-text.js';
import type { SubtitleCue } from './subtitle-cue.js';

export interface ParsedSubtitles {
  /** By rising start. */
  cues: SubtitleCue[];
  /** Cues that are broken, empty, too long or too many. */
  skipped: number;
}

/** `1:02:03.456`, `02:03,4` and everything between that is found in the wild; what follows the second one places it. */
const TIMING =
  /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s*-{1,2}>\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?(?:\s.*)?$/;

/**
 * Reads WebVTT and SubRip, which differ in little: by their lines of times, so that a file which is broken somewhere loses
 * what is broken and nothing more. Never throws; what is no subtitles has no cues.
 *
 * @param text decoded, of any length: what is beyond `SUBTITLES_MAX_BYTES` characters is not read
 */
export function parseSubtitles(text: string): ParsedSubtitles {
  const lines = text
    .slice(0, SUBTITLES_MAX_BYTES)
    .replace(/^\u{feff}/u, '')
    .split(/\r\n|\r|\n/);
  const cues: SubtitleCue[] = [];
  let skipped = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const match = TIMING.exec(lines[index] ?? '');
    if (!match) {
      if (lines[index]?.includes('-->')) skipped += 1;
      continue;
    }
    const written: string[] = [];
    while (index + 1 < lines.length && isOfCue(lines, index + 1)) {
      index += 1;
      written.push(lines[index] ?? '');
    }
    const cue = cueOf(match, written.join('\n'));
    if (cue && cues.length < SUBTITLES_MAX_CUES) cues.push(cue);
    else skipped += 1;
  }
  return { cues: cues.sort((a, b) => a.start - b.start || a.end - b.end), skipped };
}

/** A cue ends with an empty line, or where the next one begins, be it with its number or without. */
function isOfCue(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '' || TIMING.test(line)) return false;
  return !(/^\s*\d+\s*$/.test(line) && TIMING.test(lines[index + 1] ?? ''));
}

function cueOf(match: RegExpExecArray, written: string): SubtitleCue | undefined {
  const [start, end] = [secondsOf(match.slice(1, 5)), secondsOf(match.slice(5, 9))];
  if (end <= start || end > POSITION_MAX_S || written.length > SUBTITLE_CUE_MAX_LENGTH) return undefined;
  const runs = readCueText(written);
  return runs.length > 0 ? { start, end, runs } : undefined;
}

function secondsOf([hours = '0', minutes = '0', seconds = '0', fraction = '']: (
  string | undefined
)[]): number {
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return (ms + Number(fraction.padEnd(3, '0'))) / 1000;
}
