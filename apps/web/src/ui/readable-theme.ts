import { contrast, mix, parseHex, readable, READABLE_CONTRAST, toHex } from './contrast.js';

/** Tokens that words are drawn with or lie on, as CSS colours. */
export type ThemeTokens = Record<ThemeToken, string>;
export type ThemeToken = (typeof THEME_TOKENS)[number];

export const THEME_TOKENS = [
  '--page',
  '--surface',
  '--text',
  '--accent',
  '--on-accent',
  '--accent-text',
  '--danger',
] as const;

/** As in tokens.css: how much of a colour its wash has. */
const WASH = 0.15;
/** As in tokens.css, of dark themes. */
const RAISE = 0.16;
const BLACK = [0, 0, 0] as const;
const WHITE = [255, 255, 255] as const;

/**
 * Corrections for a theme whose own colours are too faint for words: white on Telegram's lighter blues, red on dark
 * blue. Colours that are fine, or that are not written in hex, stay as they are.
 */
export function readableTheme(tokens: ThemeTokens): Partial<ThemeTokens> {
  const colours = THEME_TOKENS.map((token) => parseHex(tokens[token]));
  const [page, surface, text, accent, onAccent, accentText, danger] = colours;
  if (!page || !surface || !text || !accent || !onAccent || !accentText || !danger) return {};

  const isDark = contrast(surface, WHITE) > contrast(surface, BLACK);
  const below = (colour: typeof text) => [
    page,
    surface,
    mix(page, colour, WASH),
    mix(surface, colour, WASH),
    mix(surface, accent, WASH),
    // What stands out of a dark surface, as a menu does, is lighter than it.
    ...(isDark ? [mix(surface, WHITE, RAISE)] : []),
  ];
  const corrections: Partial<ThemeTokens> = {
    '--accent-text': toHex(readable(accentText, text, below)),
    '--danger': toHex(readable(danger, text, below)),
  };
  if (contrast(accent, onAccent) < READABLE_CONTRAST) {
    // The button gives way, not its words: away from the colour of the words.
    const away = contrast(onAccent, BLACK) > contrast(onAccent, WHITE) ? BLACK : WHITE;
    corrections['--accent'] = toHex(readable(accent, away, () => [onAccent]));
  }
  return corrections;
}
