import { describe, expect, it } from '@jest/globals';

import { SUBTITLES_MAX_BYTES, SUBTITLES_MAX_CUES } from '../limits.js';
import { parseSubtitles } from './parse-subtitles.js';
import { cuesAt } from './subtitle-cue.js';
import { writeVtt } from './write-vtt.js';

/** Times and plain text of every cue. */
function read(text: string): [start: number, end: number, text: string][] {
  return parseSubtitles(text).cues.map(({ start, end, runs }) => [
    start,
    end,
    runs.map((run) => run.text).join(''),
  ]);
}

const runsOf = (text: string) => parseSubtitles(`00:01 --> 00:02\n${text}`).cues[0]?.runs;

describe('subtitles', () => {
  it('are read from WebVTT with its header, notes, styles, names and places', () => {
    const file = `\u{feff}WEBVTT - Film
Kind: captions

STYLE
::cue { color: red }

NOTE the first one

intro
00:01.500 --> 00:03.000 align:start position:10%
Hello,
world

01:00:00.000 --> 01:00:01.250
The end
`;
    expect(read(file)).toEqual([
      [1.5, 3, 'Hello,\nworld'],
      [3600, 3601.25, 'The end'],
    ]);
  });

  it('are read from SubRip with its numbers, commas and line ends of Windows', () => {
    const file =
      '1\r\n00:00:01,000 --> 00:00:02,500\r\nПривет\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nПока\r\n';
    expect(read(file)).toEqual([
      [1, 2.5, 'Привет'],
      [3, 4, 'Пока'],
    ]);
  });

  it('end where the next ones begin if nobody left a line empty', () => {
    expect(read('1\n00:01 --> 00:02\nA\n2\n00:02 --> 00:03\nB\n1984\n00:04 --> 00:05\nC')).toEqual([
      [1, 2, 'A'],
      [2, 3, 'B'],
      [4, 5, 'C'],
    ]);
    expect(read('00:01 --> 00:02\nIn\n1984\nit was')).toEqual([[1, 2, 'In\n1984\nit was']]);
  });

  it('lose what is broken and nothing more', () => {
    const file = `00:05 --> 00:04\nbackwards

nonsense --> 00:06\nno time

00:06 --> 00:07\n

00:07 --> 00:08\nfine

999:00:00 --> 999:00:01\nbeyond every film`;
    const { cues, skipped } = parseSubtitles(file);
    expect(cues).toHaveLength(1);
    expect(skipped).toBe(4);
  });

  it('are in the order of their times', () => {
    expect(read('00:05 --> 00:06\nB\n\n00:01 --> 00:02\nA').map(([, , text]) => text)).toEqual(['A', 'B']);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>404</title>'],
    ['a sentence', 'Not found.'],
  ])('are none in %s', (_name, text) => {
    expect(parseSubtitles(text).cues).toEqual([]);
  });

  it('have a bound, in number and in what is read of a file', () => {
    const many = '00:01 --> 00:02\nA\n\n'.repeat(SUBTITLES_MAX_CUES + 5);
    const { cues, skipped } = parseSubtitles(many);
    expect([cues.length, skipped]).toEqual([SUBTITLES_MAX_CUES, 5]);
    expect(read(`${' '.repeat(SUBTITLES_MAX_BYTES)}\n00:01 --> 00:02\nA`)).toEqual([]);
    expect(read(`00:01 --> 00:02\n${'A'.repeat(1001)}\n\n00:03 --> 00:04\nB`)).toEqual([[3, 4, 'B']]);
  });

  it.each(['<', '&', '&#', '{\\\\', '<i ', '00:', '-->', '<a.', '\n '])(
    'are read to their end, be they made of %j',
    (piece) => {
      const cue = `00:01 --> 00:02\n${piece.repeat(Math.floor(1000 / piece.length))}\n\n`;
      const { cues, skipped } = parseSubtitles(cue.repeat(400) + piece.repeat(100_000));
      expect(cues.length + skipped).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('the text of subtitles', () => {
  it('keeps italics and bold, and no other tag', () => {
    expect(
      runsOf(
        '<i>So</i> <B>it<i>is</i></b> <u>then</u> <font color="red">red</font><v Anna>Hi</v><00:01.500>!',
      ),
    ).toEqual([
      { text: 'So', isItalic: true },
      { text: ' ' },
      { text: 'it', isBold: true },
      { text: 'is', isItalic: true, isBold: true },
      { text: ' then redHi!' },
    ]);
  });

  it('stays italic to its end where nobody ended that, and takes an end without a beginning for nothing', () => {
    expect(runsOf('<i>on and on')).toEqual([{ text: 'on and on', isItalic: true }]);
    expect(runsOf('</i>plain')).toEqual([{ text: 'plain' }]);
  });

  it('is text where it only looks like a tag', () => {
    expect(runsOf('1 < 2 and 3 > 2 <3')).toEqual([{ text: '1 < 2 and 3 > 2 <3' }]);
  });

  it('is never markup, whatever was in it', () => {
    expect(runsOf('&lt;script&gt;alert(1)&lt;/script&gt;')).toEqual([{ text: '<script>alert(1)</script>' }]);
    expect(runsOf('<img src=x onerror=alert(1)>bang')).toEqual([{ text: 'bang' }]);
  });

  it('has its entities read once', () => {
    expect(runsOf('&amp;lt; &quot;&#1046;&#x416;&quot; &unknown; &#9999999;')).toEqual([
      { text: '&lt; "ЖЖ" &unknown; &#9999999;' },
    ]);
  });

  it('loses what is not for people: places, controls, halves of characters, empty lines', () => {
    expect(runsOf('{\\an8}Up\\Nthere')).toEqual([{ text: 'Up\nthere' }]);
    expect(runsOf('a\u{0}b&#7;c\u{d800}d&#xd800;')).toEqual([{ text: 'abcd' }]);
    expect(runsOf(' \\N<i>\\N in \\N</i>\\N\\Nout ')).toEqual([
      { text: 'in\n', isItalic: true },
      { text: 'out' },
    ]);
  });
});

describe('subtitles as they are kept', () => {
  it('read as the same again', () => {
    const file = `1
00:00:01,005 --> 00:00:02,999
<i>Q & A</i> <b>a < b > c</b> &amp;amp; {\\an8}\\{ok &#123;\\b1} --> x

2
101:02:03,004 --> 101:02:04,000
- Да?
- Нет.`;
    const { cues } = parseSubtitles(file);
    expect(cues).toHaveLength(2);
    const kept = writeVtt(cues);
    expect(kept.startsWith('WEBVTT\n\n00:00:01.005 --> 00:00:02.999\n<i>')).toBe(true);
    expect(parseSubtitles(kept)).toEqual({ cues, skipped: 0 });
  });
});

describe('what is to be read at a moment', () => {
  const { cues } = parseSubtitles('00:01 --> 00:05\nlong\n\n00:02 --> 00:03\nshort\n\n00:03 --> 00:04\nnext');

  it.each([
    [0.9, []],
    [1, ['long']],
    [2.5, ['long', 'short']],
    [3, ['long', 'next']],
    [5, []],
  ])('at %d s is %j', (position, texts) => {
    expect(cuesAt(cues, position).map(({ runs }) => runs[0]?.text)).toEqual(texts);
  });

  it('is never more than fits', () => {
    const many = parseSubtitles('00:01 --> 00:05\nA\n\n'.repeat(20)).cues;
    expect(cuesAt(many, 2)).toHaveLength(4);
  });
});
