import type { SubtitleCue, SubtitleRun } from './subtitle-cue.js';

/** WebVTT that reads as the same cues again: the one form in which subtitles are kept. */
export function writeVtt(cues: readonly SubtitleCue[]): string {
  const blocks = cues.map(
    ({ start, end, runs }) => `${clockOf(start)} --> ${clockOf(end)}\n${runs.map(written).join('')}\n`,
  );
  return ['WEBVTT\n', ...blocks].join('\n');
}

function written({ text, isItalic, isBold }: SubtitleRun): string {
  const escaped = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\\/g, '&#92;')
    .replace(/\{/g, '&#123;');
  const italic = isItalic ? `<i>${escaped}</i>` : escaped;
  return isBold ? `<b>${italic}</b>` : italic;
}

function clockOf(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const pad = (value: number, length = 2): string => String(Math.floor(value)).padStart(length, '0');
  return `${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}:${pad((ms / 1000) % 60)}.${pad(ms % 1000, 3)}`;
}
