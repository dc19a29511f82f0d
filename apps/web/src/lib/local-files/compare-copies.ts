import type { LocalCopy } from '@watchparty/shared';

/** Films of nearly the same length are most likely the same film in another encoding, in seconds. */
const SAME_LENGTH_S = 1;

/** How a viewer's file compares with the one that the room plays: the same one, another encoding, or something else. */
export function compareCopies(wanted: LocalCopy, chosen: LocalCopy): 'same' | 'similar' | 'different' {
  if (wanted.hash === chosen.hash && wanted.size === chosen.size) return 'same';
  const { duration: wantedS } = wanted;
  const { duration: chosenS } = chosen;
  if (wantedS === undefined || chosenS === undefined) return 'different';
  return Math.abs(wantedS - chosenS) <= SAME_LENGTH_S ? 'similar' : 'different';
}
