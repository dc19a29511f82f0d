import { describe, expect, it } from '@jest/globals';
import { emojiOf, isStorableText } from './text.js';

describe('text that can be stored', () => {
  it.each(['', 'plain', 'привет', '😀', '\u{10ffff}', '\n\t', '\u{fffd}', 'e\u0301', '\ufeff'])(
    '"%s"',
    (text) => expect(isStorableText(text)).toBe(true),
  );
  it.each(['\0', 'a\0b', '\ud800', '\udfff', 'x\ud83d', '\ude00x', '\ude00\ud83d', '😀\ud83d'])(
    '[IN2] not this (%#)',
    (text) => expect(isStorableText(text)).toBe(false),
  );
});

describe('emoji', () => {
  it.each([
    ['😀', ['😀']],
    ['😀😀', ['😀', '😀']],
    [' 😀 🎉\n', ['😀', '🎉']],
    ['👨‍👩‍👧‍👦', ['👨‍👩‍👧‍👦']],
    ['👍🏽', ['👍🏽']],
    ['🇷🇺🇫🇷', ['🇷🇺', '🇫🇷']],
    ['❤️', ['❤️']],
    ['❤', ['❤']],
    ['1️⃣#️⃣', ['1️⃣', '#️⃣']],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', ['🏴󠁧󠁢󠁥󠁮󠁧󠁿']],
    ['🏳️‍🌈', ['🏳️‍🌈']],
  ])('%s', (text, emoji) => expect(emojiOf(text)).toEqual(emoji));

  it.each(['', ' ', 'a', '1', '#', '12', '😀a', 'ok 👍', '\u{200d}', '\u{fe0f}', '🏽'.slice(0, 1), '<😀>'])(
    '"%s" is something else',
    (text) => expect(emojiOf(text)).toBeUndefined(),
  );
});
