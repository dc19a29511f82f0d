import type { i18n } from 'i18next';
import { createContext, useContext } from 'react';

import { PREFERENCES, type Preferences } from '../lib/preferences.js';
import { isLanguage, languageOf, type Language } from './languages.js';
import type { LoadWords, WordsPart } from './load-words.js';
import { startI18n } from './start-i18n.js';

export interface LanguageChoice {
  readonly i18n: i18n;
  /** Switches the language and remembers it; rejects where its words do not come. */
  choose: (language: Language) => Promise<void>;
  /** Loads what pages other than Home say, once; may be tried again where it rejects. */
  loadRest: () => Promise<void>;
}

interface LanguageChoiceOptions {
  preferences: Preferences;
  /** IETF tag to go by where nothing was chosen. */
  tag: string;
  document: Document;
  loadWords: LoadWords;
}

/** Comes with the words of Home in the one language that is wanted. */
export async function createLanguageChoice({
  preferences,
  tag,
  document,
  loadWords,
}: LanguageChoiceOptions): Promise<LanguageChoice> {
  const chosen = preferences.get(PREFERENCES.language);
  let wanted = isLanguage(chosen) ? chosen : languageOf(tag);
  document.documentElement.lang = wanted;
  const instance = startI18n(wanted, await loadWords(wanted, 'first'));

  const add = async (language: Language, part: WordsPart): Promise<void> => {
    for (const [namespace, texts] of Object.entries(await loadWords(language, part))) {
      instance.addResourceBundle(language, namespace, texts);
    }
  };

  const turnTo = async (next: Language): Promise<void> => {
    wanted = next;
    await Promise.all([add(next, 'first'), add(next, 'rest')]);
    // Somebody who cannot decide presses on while the words of the first choice come.
    if (wanted !== next) return;
    document.documentElement.lang = next;
    await instance.changeLanguage(next);
  };

  preferences.onArrival(PREFERENCES.language, (next) => {
    // Where its words do not come now they come with the next launch.
    if (isLanguage(next)) turnTo(next).catch(() => undefined);
  });

  return {
    i18n: instance,
    async choose(next) {
      preferences.set(PREFERENCES.language, next);
      await turnTo(next);
    },
    loadRest: () => add(wanted, 'rest'),
  };
}

export const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

export function useLanguageChoice(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguageChoice needs a LanguageContext above');
  return choice;
}
