/** Pairs from light to deep, of the kind Telegram gives to people without a photo. */
const PALETTE = [
  ['#ff8a72', '#e0424f'],
  ['#ffb25a', '#e2761b'],
  ['#b08cff', '#6e4fe0'],
  ['#77d36a', '#2f9f57'],
  ['#4fd2c9', '#1b93a8'],
  ['#62b5ff', '#2a74dd'],
  ['#ff86b5', '#d2427f'],
] as const;

/** Small and stable: the same id has the same number on every device. */
export function hashOf(text: string): number {
  let hash = 2166136261;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
  }
  // Ids of neighbours differ in their last letters only: mix, so that the remainders of small numbers differ too.
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export function avatarColours(id: string): readonly [light: string, deep: string] {
  return PALETTE[hashOf(id) % PALETTE.length] ?? PALETTE[0];
}

/** First letters of the first two words, or the emoji that a name starts with. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).slice(0, 2);
  const letters = words.map((word) => {
    const first =
      [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)][0]?.segment ?? '';
    return first.toLocaleUpperCase();
  });
  const isPicture = letters[0] !== undefined && /\p{Extended_Pictographic}/u.test(letters[0]);
  return isPicture ? (letters[0] ?? '') : letters.join('');
}
