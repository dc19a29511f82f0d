/** Collects how far a player was from the room, to be told in one number now and then. */
export interface DriftRecord {
  /** Signed milliseconds, player minus room. */
  add(driftMs: number): void;
  /** The median of what was added since the last time, or undefined when that was nothing. */
  take(): number | undefined;
}

export function createDriftRecord(): DriftRecord {
  let values: number[] = [];
  return {
    add(driftMs) {
      values.push(driftMs);
    },
    take() {
      const sorted = values.sort((a, b) => a - b);
      values = [];
      return sorted[Math.floor(sorted.length / 2)];
    },
  };
}
