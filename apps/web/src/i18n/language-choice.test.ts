import { describe, expect, it } from '@jest/globals';

import { createSafeStorage } from '../lib/safe-storage.js';
import { createI18n } from './create-i18n.js';
import { createLanguageChoice } from './language-choice.js';

describe('createLanguageChoice', () => {
  const choiceWith = (open: () => Storage, tag = 'ru') =>
    createLanguageChoice({ storage: createSafeStorage(open), tag, document, createI18n });

  it('follows Telegram until something is chosen, then remembers the choice', () => {
    localStorage.clear();
    const first = choiceWith(() => localStorage);
    expect(first.i18n.language).toBe('ru');
    expect(document.documentElement.lang).toBe('ru');

    first.choose('en');
    expect(first.i18n.language).toBe('en');
    expect(document.documentElement.lang).toBe('en');
    expect(choiceWith(() => localStorage).i18n.language).toBe('en');
  });

  it('works where storage is forbidden', () => {
    const forbidden = (): Storage => {
      throw new DOMException('denied', 'SecurityError');
    };
    const choice = choiceWith(forbidden, 'en');
    choice.choose('ru');
    expect(choice.i18n.language).toBe('ru');
  });

  it('counts in Russian', () => {
    const { i18n } = choiceWith(() => sessionStorage);
    const said = [1, 3, 5, 21, 111].map((count) => i18n.t('common:people', { count }));
    expect(said).toEqual(['1 человек', '3 человека', '5 человек', '21 человек', '111 человек']);
  });
});
