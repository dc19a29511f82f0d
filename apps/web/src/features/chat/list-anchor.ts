interface Keyed {
  key: string;
}

/**
 * Whether rows have come or gone above a row and none below it: then whoever reads there keeps the place from the end.
 *
 * @param key of the first row in sight
 */
export function isKeptFromEnd(before: readonly Keyed[], after: readonly Keyed[], key: string): boolean {
  if (before.length === after.length) return false;
  const fromEnd = before.length - before.findLastIndex((row) => row.key === key);
  return after.at(-fromEnd)?.key === key;
}
