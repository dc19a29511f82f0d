import type { TimeSpan } from '../player-handle.js';

/**
 * Remembers what a player has ever had of the present film. It drops what lies behind, but the browser has mostly kept it, and
 * what was here before is back without a round trip.
 */
export interface LoadedBefore {
  /** @param spans what the player has now */
  note(spans: readonly TimeSpan[]): void;
  /** @param positionS seconds */
  has(positionS: number): boolean;
  /** Another film. */
  forget(): void;
}

export function createLoadedBefore(): LoadedBefore {
  /** Apart from each other, in order. */
  let known: readonly TimeSpan[] = [];

  return {
    note(spans) {
      known = spans.reduce(withSpan, known);
    },
    has: (positionS) => known.some(({ start, end }) => start <= positionS && positionS < end),
    forget() {
      known = [];
    },
  };
}

function withSpan(known: readonly TimeSpan[], span: TimeSpan): readonly TimeSpan[] {
  const touches = ({ start, end }: TimeSpan): boolean => start <= span.end && span.start <= end;
  const joined = known
    .filter(touches)
    .reduce(
      (sum, { start, end }) => ({ start: Math.min(sum.start, start), end: Math.max(sum.end, end) }),
      span,
    );
  const apart = known.filter((other) => !touches(other));
  return [...apart, joined].sort((one, other) => one.start - other.start);
}
