/**
 * Servers of films send the beginning at full speed and then not much faster than it is watched (nginx does so by
 * `limit_rate_after` and `limit_rate`). Without it a browser has the whole sample after a few seconds, and no jump and no
 * stall ever meets a gap.
 */
export interface MediaPace {
  /** A new answer begins. */
  begin(): void;
  /** @returns milliseconds to wait before more of the answer is read, after so many bytes of it */
  take(bytes: number): number;
}

/** Half a minute of the sample, after its index. */
const BURST_BYTES = 1_000_000;
/**
 * Bytes per second: 1.5 times what the sample takes, as the fastest rate of the scenario. Browsers take whatever comes, and
 * at the time of the stall must not have the film's end.
 */
const PACE = 32_000;

export function createMediaPace(): MediaPace {
  let taken = 0;
  return {
    begin() {
      taken = 0;
    },
    take(bytes) {
      const before = Math.max(taken, BURST_BYTES);
      taken += bytes;
      return (Math.max(0, taken - before) / PACE) * 1000;
    },
  };
}
