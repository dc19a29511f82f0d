import '../../../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';

import { decodeSubtitles } from './decode-subtitles.js';

const TEXT = 'Привет, Аня!';

/** The bytes of a text in an encoding of one byte a character, by what the browser itself reads them as. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const table = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  return Uint8Array.from(text, (character) => table.indexOf(character));
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const units = [0xfeff, ...Array.from(text, (character) => character.charCodeAt(0))];
  return Uint8Array.from(
    units.flatMap((unit) => (isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
}

describe('a file of subtitles', () => {
  it('is read as UTF-8, with its mark and without', () => {
    expect(decodeSubtitles(new TextEncoder().encode(TEXT))).toBe(TEXT);
    expect(decodeSubtitles(new TextEncoder().encode(`\u{feff}${TEXT}`))).toBe(TEXT);
  });

  it.each([true, false])('is read as UTF-16 by its mark, little-endian: %s', (isLittle) => {
    expect(decodeSubtitles(utf16(TEXT, isLittle))).toBe(TEXT);
  });

  it.each(['windows-1251', 'koi8-r'])('is read as %s where most letters are Russian', (encoding) => {
    const text = `1\n00:00:01,000 --> 00:00:02,000\n${TEXT}\n<i>Как дела?</i> OK`;
    expect(decodeSubtitles(encode(text, encoding))).toBe(text);
  });

  it('is read as western where only some letters are beyond ASCII', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\nÇa va, Zoé? Très bien, mon chéri.';
    expect(decodeSubtitles(encode(text, 'windows-1252'))).toBe(text);
  });
});
