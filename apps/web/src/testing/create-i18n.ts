import type { i18n } from 'i18next';

import type { Language } from '../i18n/languages.js';
import { en, ru } from '../i18n/resources.js';
import { startI18n } from '../i18n/start-i18n.js';

/** With all words of all languages on board, for tests. */
export function createI18n(language: Language): i18n {
  const instance = startI18n(language, { en, ru }[language]);
  for (const [other, words] of Object.entries({ en, ru })) {
    for (const [namespace, texts] of Object.entries(words)) {
      instance.addResourceBundle(other, namespace, texts);
    }
  }
  return instance;
}
