/** Share of each kind of letter among the bytes of a text. */
interface Letters {
  latin: number;
  /** 0xC0 to 0xDF: capitals in windows-1251, small letters in KOI8-R. */
  lower: number;
  /** 0xE0 to 0xFF: small letters in windows-1251, capitals in KOI8-R. */
  upper: number;
}

/**
 * The text of a file that does not say how it is written. Files of Russian subtitles are often older than UTF-8: what is no
 * UTF-8 is taken for a Russian one-byte encoding if most of its letters lie where that has them, and for the western one if
 * only some do. Text has more small letters than capitals.
 */
export function decodeSubtitles(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const { latin, lower, upper } = countLetters(bytes);
  if (lower + upper <= latin) return 'windows-1252';
  return lower > upper ? 'koi8-r' : 'windows-1251';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function countLetters(bytes: Uint8Array): Letters {
  const letters: Letters = { latin: 0, lower: 0, upper: 0 };
  for (const byte of bytes) {
    const folded = byte | 0x20;
    if (byte >= 0xe0) letters.upper += 1;
    else if (byte >= 0xc0) letters.lower += 1;
    else if (folded >= 0x61 && folded <= 0x7a) letters.latin += 1;
  }
  return letters;
}
