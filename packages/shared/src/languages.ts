export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages whose speakers rather read Russian than English. */
export const READS_RUSSIAN = ['ru', 'be', 'kk', 'ky', 'uz', 'tg', 'tt', 'ba', 'cv'] as const;

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** @param tag IETF tag, as Telegram and browsers give it */
export function languageOf(tag: string): Language {
  const [primary = ''] = tag.toLowerCase().split(/[-_]/);
  return READS_RUSSIAN.some((language) => language === primary) ? 'ru' : 'en';
}
