import type { i18n } from 'i18next';
import { createContext, useContext } from 'react';

import type { SafeStorage } from '../lib/safe-storage.js';
import { isLanguage, languageOf, type Language } from './languages.js';

const LANGUAGE_KEY = 'watchparty.language';

export interface LanguageChoice {
  readonly i18n: i18n;
  /** Switches the language and remembers it. */
  choose: (language: Language) => void;
}

interface LanguageChoiceOptions {
  storage: SafeStorage;
  /** IETF tag to go by where nothing was chosen. */
  tag: string;
  document: Document;
  createI18n: (language: Language) => i18n;
}

export function createLanguageChoice({
  storage,
  tag,
  document,
  createI18n,
}: LanguageChoiceOptions): LanguageChoice {
  const chosen = storage.get(LANGUAGE_KEY);
  const language = isLanguage(chosen) ? chosen : languageOf(tag);
  const instance = createI18n(language);
  document.documentElement.lang = language;

  return {
    i18n: instance,
    choose(next) {
      storage.set(LANGUAGE_KEY, next);
      document.documentElement.lang = next;
      void instance.changeLanguage(next);
    },
  };
}

export const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

export function useLanguageChoice(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguageChoice needs a LanguageContext above');
  return choice;
}
