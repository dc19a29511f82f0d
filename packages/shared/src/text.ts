/** Only lone surrogates are code points of their own. String.prototype.isWellFormed is younger than many WebViews. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Whether a string can be stored and sent on unchanged: Postgres refuses NUL in text, and a lone
 * surrogate has no UTF-8 form, so it would come back as another string.
 */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}

/** Everything that emoji sequences are made of: pictures, flags, skin tones, joiners, keycaps. */
const EMOJI_PARTS = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\u{200d}|\u{fe0f}|\u{20e3})+$/u;
/** Digits, # and * are emoji components too: one of these must be there to make a picture. */
const EMOJI_CORE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u{20e3}/u;

/** The emoji of a text that consists of nothing else (white space aside), or undefined. */
export function emojiOf(text: string): string[] | undefined {
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)]
    .map((part) => part.segment)
    .filter((part) => part.trim() !== '');
  const isEmoji = (part: string): boolean => EMOJI_PARTS.test(part) && EMOJI_CORE.test(part);
  return graphemes.length > 0 && graphemes.every(isEmoji) ? graphemes : undefined;
}
