import { describe, expect, it } from '@jest/globals';

import { languageName } from './language-name.js';

describe('the name of a track', () => {
  it.each([
    ['ru', 'ru', 'Русский'],
    ['en', 'ru', 'Английский'],
    ['pt-BR', 'en', 'Brazilian Portuguese'],
    ['Director’s cut', 'en', 'Director’s cut'],
    ['1080p', 'en', '1080p'],
    ['xyz', 'en', 'xyz'],
  ])('that is called %s is, in %s, %s', (label, locale, name) => {
    expect(languageName(label, locale)).toBe(name);
  });
});
