import { describe, expect, it } from '@jest/globals';

import { createPreferences, PREFERENCES } from '../lib/preferences.js';
import { createSafeStorage } from '../lib/safe-storage.js';
import { createLanguageChoice, type LanguageChoice } from './language-choice.js';
import { loadWords, type LoadWords } from './load-words.js';

describe('createLanguageChoice', () => {
  const choiceWith = (
    open: () => Storage,
    tag = 'ru',
    load: LoadWords = loadWords,
  ): Promise<LanguageChoice> =>
    createLanguageChoice({
      preferences: createPreferences({ storage: createSafeStorage(open), cloud: undefined, now: () => 1 }),
      tag,
      document,
      loadWords: load,
    });

  it('follows Telegram until something is chosen, then remembers the choice', async () => {
    localStorage.clear();
    const first = await choiceWith(() => localStorage);
    expect(first.i18n.language).toBe('ru');
    expect(document.documentElement.lang).toBe('ru');

    await first.choose('en');
    expect(first.i18n.language).toBe('en');
    expect(document.documentElement.lang).toBe('en');
    expect((await choiceWith(() => localStorage)).i18n.language).toBe('en');
  });

  it('works where storage is forbidden', async () => {
    const forbidden = (): Storage => {
      throw new DOMException('denied', 'SecurityError');
    };
    const choice = await choiceWith(forbidden, 'en');
    await choice.choose('ru');
    expect(choice.i18n.language).toBe('ru');
  });

  it('loads what Home says in one language, and the rest when a page wants it', async () => {
    sessionStorage.clear();
    const loaded: string[] = [];
    const choice = await choiceWith(
      () => sessionStorage,
      'ru',
      (language, part) => {
        loaded.push(`${language} ${part}`);
        return loadWords(language, part);
      },
    );
    expect(loaded).toEqual(['ru first']);
    expect(choice.i18n.exists('room:leave')).toBe(false);
    await choice.loadRest();
    expect(loaded).toEqual(['ru first', 'ru rest']);
    expect(choice.i18n.exists('room:leave')).toBe(true);
  });

  it('goes by the last of two choices, whichever comes first', async () => {
    sessionStorage.clear();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const choice = await choiceWith(
      () => sessionStorage,
      'ru',
      async (language, part) => {
        if (language === 'en') await held;
        return loadWords(language, part);
      },
    );
    const early = choice.choose('en');
    await choice.choose('ru');
    release();
    await early;
    expect(choice.i18n.language).toBe('ru');
    expect(document.documentElement.lang).toBe('ru');
  });

  it('turns to what was chosen on another device', async () => {
    sessionStorage.clear();
    const preferences = createPreferences({
      storage: createSafeStorage(() => sessionStorage),
      cloud: {
        read: () => Promise.resolve(new Map([[PREFERENCES.language, '5:en']])),
        write: () => Promise.resolve(),
      },
      now: () => 1,
    });
    const choice = await createLanguageChoice({ preferences, tag: 'ru', document, loadWords });
    const turned = new Promise((resolve) => choice.i18n.on('languageChanged', resolve));
    await preferences.merge();
    expect(await turned).toBe('en');
    expect(choice.i18n.t('common:people', { count: 2 })).toBe('2 people');
  });

  it('counts in Russian', async () => {
    sessionStorage.clear();
    const { i18n } = await choiceWith(() => sessionStorage);
    const said = [1, 3, 5, 21, 111].map((count) => i18n.t('common:people', { count }));
    expect(said).toEqual(['1 человек', '3 человека', '5 человек', '21 человек', '111 человек']);
  });
});
