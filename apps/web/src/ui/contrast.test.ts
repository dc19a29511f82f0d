import { describe, expect, it } from '@jest/globals';

import { contrast, mix, parseHex, READABLE_CONTRAST, toHex } from './contrast.js';
import { readableTheme, type ThemeTokens } from './readable-theme.js';

const rgb = (hex: string) => parseHex(hex) ?? [0, 0, 0];

const TELEGRAM_DARK: ThemeTokens = {
  '--page': '#0e1621',
  '--surface': '#17212b',
  '--text': '#f5f5f5',
  '--accent': '#5288c1',
  '--on-accent': '#ffffff',
  '--accent-text': '#6ab2f2',
  '--danger': '#ec3942',
};
const DAY: ThemeTokens = {
  '--page': '#efeff4',
  '--surface': '#ffffff',
  '--text': '#000000',
  '--accent': '#40a7e3',
  '--on-accent': '#ffffff',
  '--accent-text': '#2481cc',
  '--danger': '#ff3b30',
};

const LIGHT: ThemeTokens = {
  '--page': '#efeff4',
  '--surface': '#ffffff',
  '--text': '#000000',
  // Five hundredths darker it is just enough, and rounded to hex it is not.
  '--accent': '#2481cc',
  '--on-accent': '#ffffff',
  '--accent-text': '#2481cc',
  '--danger': '#ff3b30',
};
const COLOURED: ThemeTokens = {
  '--page': '#2a1433',
  '--surface': '#3b1f47',
  '--text': '#ffeefb',
  '--accent': '#f2a33a',
  '--on-accent': '#3b1f47',
  '--accent-text': '#ffb8e6',
  '--danger': '#ff6d7a',
};

describe('contrast', () => {
  it('is WCAG’s', () => {
    expect(contrast(rgb('#000'), rgb('#fff'))).toBeCloseTo(21, 5);
    expect(contrast(rgb('#777777'), rgb('#ffffff'))).toBeCloseTo(4.48, 2);
  });

  it('reads and writes hex', () => {
    expect(parseHex('#fa0')).toEqual([255, 170, 0]);
    expect(toHex([255, 170, 0.4])).toBe('#ffaa00');
    expect(parseHex('rgb(0 0 0)')).toBeUndefined();
  });
});

describe('readableTheme', () => {
  it.each([
    ['dark', TELEGRAM_DARK],
    ['day', DAY],
    ['light', LIGHT],
    ['coloured', COLOURED],
  ])('makes words readable in the %s theme', (_name, theme) => {
    const mended = { ...theme, ...readableTheme(theme) };
    for (const background of ['--page', '--surface'] as const) {
      for (const words of ['--accent-text', '--danger'] as const) {
        expect(contrast(rgb(mended[words]), rgb(mended[background]))).toBeGreaterThanOrEqual(
          READABLE_CONTRAST,
        );
      }
    }
    expect(contrast(rgb(mended['--accent']), rgb(mended['--on-accent']))).toBeGreaterThanOrEqual(
      READABLE_CONTRAST,
    );
  });

  it.each([
    ['dark', TELEGRAM_DARK],
    ['coloured', COLOURED],
  ])(
    'has the words of a menu readable, which is lighter than what it stands out of, in the %s theme',
    (_name, theme) => {
      const mended = { ...theme, ...readableTheme(theme) };
      const menu = mix(rgb(theme['--surface']), [255, 255, 255], 0.16);
      for (const words of ['--accent-text', '--danger'] as const) {
        expect(contrast(rgb(mended[words]), menu)).toBeGreaterThanOrEqual(READABLE_CONTRAST);
      }
    },
  );

  it('leaves a button alone that is fine', () => {
    expect(readableTheme({ ...DAY, '--accent': '#1a5fb4' })).not.toHaveProperty('--accent');
  });

  it('touches nothing that it cannot read', () => {
    expect(readableTheme({ ...DAY, '--page': 'canvas' })).toEqual({});
  });
});
