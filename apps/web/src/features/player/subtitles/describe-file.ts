import { SUBTITLES_LABEL_MAX_LENGTH } from '@watchparty/shared';

/** What a file is called, and its language where the name says that in the usual way: `Film.ru.srt`. */
export function describeFile(name: string): { label: string; language?: string } {
  const bare = name.replace(/\.(?:srt|vtt|txt)$/i, '').trim();
  const language = /\.([a-z]{2,3}(?:-[a-z]{2})?)$/i.exec(bare)?.[1];
  const label = (language === undefined ? bare : bare.slice(0, -language.length - 1)).trim();
  return {
    label: (label || name || '?').slice(0, SUBTITLES_LABEL_MAX_LENGTH),
    ...(language !== undefined && { language: language.toLowerCase() }),
  };
}

/** The same of an address: its last name, or its host. */
export function describeAddress(address: string): { label: string; language?: string } {
  const { pathname, hostname } = new URL(address);
  const name = pathname.split('/').findLast((part) => part !== '');
  return describeFile(name === undefined ? hostname : decoded(name));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
