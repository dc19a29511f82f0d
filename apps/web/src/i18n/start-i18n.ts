import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import type { Language } from './languages.js';
import type { Words } from './load-words.js';

/** @param words of that language; more of them, and those of other languages, are added as they come */
export function startI18n(language: Language, words: Words): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    // A test sees to it that no language lacks a text of another, so none has to stand in.
    fallbackLng: false,
    resources: { [language]: words },
    defaultNS: 'common',
    // What is needed is on board, so there is nothing to wait for.
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
