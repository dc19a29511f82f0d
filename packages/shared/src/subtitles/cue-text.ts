import type { SubtitleRun } from './subtitle-cue.js';

/** A tag of WebVTT or of SubRip's HTML, or the time within a line: what is no such tag is text. */
const TAG = /<(\/?)([a-z]{1,20}|\d{1,3}:[\d:.]{1,12})(?:[\s.][^<>]{0,200})?>/gi;
/** Placing and colours as ASS files have them, which converters leave behind. */
const OVERRIDE = /\{\\[^{}]{0,200}\}/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u{a0}',
  lrm: '\u{200e}',
  rlm: '\u{200f}',
};
/** Controls that nobody sees, but for the line break. */
const CONTROLS = /[^\P{Cc}\n]/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** The text of a cue as it is written in a file, read once and for all: what comes out is never markup again. */
export function readCueText(written: string): SubtitleRun[] {
  const text = written
    .replace(OVERRIDE, '')
    .replace(/\\[Nn]/g, '\n')
    .replace(/\\h/g, ' ');
  const runs: SubtitleRun[] = [];
  let [italics, bolds] = [0, 0];
  let from = 0;
  const add = (to: number): void => {
    const plain = decoded(text.slice(from, to));
    if (plain !== '') append(runs, plain, { isItalic: italics > 0, isBold: bolds > 0 });
  };
  for (const match of text.matchAll(TAG)) {
    add(match.index);
    from = match.index + match[0].length;
    const step = match[1] === '/' ? -1 : 1;
    const name = match[2]?.toLowerCase();
    if (name === 'i') italics = Math.max(0, italics + step);
    if (name === 'b') bolds = Math.max(0, bolds + step);
  }
  add(text.length);
  return trimmed(runs);
}

function append(
  runs: SubtitleRun[],
  text: string,
  { isItalic, isBold }: { isItalic: boolean; isBold: boolean },
): void {
  const last = runs.at(-1);
  if (last && (last.isItalic ?? false) === isItalic && (last.isBold ?? false) === isBold) {
    last.text += text;
    return;
  }
  runs.push({ text, ...(isItalic && { isItalic }), ...(isBold && { isBold }) });
}

function decoded(text: string): string {
  return text
    .replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATES, '');
}

/** Without space around it, and without empty lines, which would end a cue in a file. */
function trimmed(runs: readonly SubtitleRun[]): SubtitleRun[] {
  const kept = runs.map((run) => ({ ...run, text: withoutEdges(run.text) }));
  while (kept[0]) {
    kept[0].text = kept[0].text.trimStart();
    if (kept[0].text !== '') break;
    kept.shift();
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    kept.pop();
  }
  // Two runs may each bring a break to the place where they meet.
  kept.forEach((run, index) => {
    if (kept[index - 1]?.text.endsWith('\n')) run.text = run.text.trimStart();
  });
  return kept.filter(({ text }) => text !== '');
}

/**
 * Without space around its line breaks. Not by one pattern of space and break: that tries anew at each space of a long row of
 * them, which is half a second for a file made of such rows.
 */
function withoutEdges(text: string): string {
  const lines = text.split(/\n\s*/);
  return lines.map((line, index) => (index < lines.length - 1 ? line.trimEnd() : line)).join('\n');
}
