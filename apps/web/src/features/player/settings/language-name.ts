const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i;

/** A track that is called by its language's tag alone gets that language's name; any other keeps its own. */
export function languageName(label: string, locale: string): string {
  if (!LANGUAGE_TAG.test(label)) return label;
  try {
    const name = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(label);
    return name === undefined ? label : name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return label;
  }
}
