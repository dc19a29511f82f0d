import type { Language } from './languages.js';

/** Texts by namespace. */
export type Words = Readonly<Record<string, object>>;

/** Home is to come soon, so its words come alone; all other pages share the rest. */
export type WordsPart = 'first' | 'rest';
export type LoadWords = (language: Language, part: WordsPart) => Promise<Words>;

const PARTS: Record<Language, Record<WordsPart, () => Promise<Words>>> = {
  ru: {
    first: async () => (await import('./ru/first.js')).ruFirst,
    rest: async () => (await import('./ru/rest.js')).ruRest,
  },
  en: {
    first: async () => (await import('./en/first.js')).enFirst,
    rest: async () => (await import('./en/rest.js')).enRest,
  },
};

export function loadWords(language: Language, part: WordsPart): Promise<Words> {
  return PARTS[language][part]();
}
