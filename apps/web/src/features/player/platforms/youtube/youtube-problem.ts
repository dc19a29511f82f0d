import type { MediaProblem } from '../../player-handle.js';

/** @param code of `onError`, as the reference of the IFrame API numbers them */
export function youtubeProblemOf(code: number): MediaProblem {
  switch (code) {
    // What cannot be an id (2), and what was removed or is private.
    case 2:
    case 100:
      return 'missing';
    case 5:
      return 'decode';
    // The same twice, says the reference.
    case 101:
    case 150:
      return 'not_embeddable';
    case 153:
      return 'no_referrer';
    default:
      return 'unsupported';
  }
}
