/** Where a player is that says so now and then only, and a little late: it runs on by itself between what it is told. */
export interface EventClock {
  /** Seconds. */
  currentTime(): number;
  /** The player says where it is: just now, or as long ago as its message took. @param position seconds */
  tell(position: number): void;
  /** The player is there, whatever was told before. @param position seconds */
  place(position: number): void;
  run(): void;
  stand(): void;
  /** @param rate seconds of video per second */
  setRate(rate: number): void;
}

/** A position, and when it was heard of. */
interface Told {
  /** Seconds. */
  position: number;
  /** Monotonic milliseconds. */
  atMs: number;
}

/** What was told longer ago says nothing of how quickly messages come now. */
const MEMORY_MS = 1_500;
/** No message is that late while a player runs: it has stood, or jumped. In seconds. */
const SLIP_S = 0.3;
/** Two events of one moment tell one position. */
const SAME_MOMENT_MS = 100;
/** A player that has said nothing for so long may stand; browsers let hidden frames speak once a second. */
const LONGEST_SILENCE_MS = 2_000;

/**
 * A message can only be late, never early, so that of the latest few the one that puts the player furthest is the best,
 * and the jitter of the others is not seen. The clock never goes back unless the player does.
 *
 * @param now monotonic milliseconds
 */
export function createEventClock(now: () => number): EventClock {
  let rate = 1;
  let standsAt = 0;
  /** Absent while the player stands. Never empty. */
  let told: readonly [Told, ...Told[]] | undefined;
  /** The furthest that was answered since the player began to run. */
  let shown = 0;

  function begin(position: number): void {
    standsAt = position;
    shown = position;
    if (told) told = [{ position, atMs: now() }];
  }

  function runningTime(latest: readonly [Told, ...Told[]]): number {
    const heardAtMs = Math.max(...latest.map(({ atMs }) => atMs));
    const nowMs = Math.min(now(), heardAtMs + LONGEST_SILENCE_MS);
    return Math.max(...latest.map(({ position, atMs }) => position + ((nowMs - atMs) / 1000) * rate));
  }

  function currentTime(): number {
    if (!told) return standsAt;
    shown = Math.max(shown, runningTime(told));
    return shown;
  }

  return {
    currentTime,
    tell(position) {
      if (!told) {
        standsAt = position;
        return;
      }
      const nowMs = now();
      const last = told.at(-1) ?? told[0];
      const isRepeated = position === last.position;
      if (isRepeated && nowMs - last.atMs < SAME_MOMENT_MS) return;
      if (isRepeated || Math.abs(position - runningTime(told)) > SLIP_S) {
        begin(position);
        return;
      }
      const recent = told.filter(({ atMs }) => nowMs - atMs < MEMORY_MS);
      told = [{ position, atMs: nowMs }, ...recent].sort((a, b) => a.atMs - b.atMs) as [Told, ...Told[]];
    },
    place: begin,
    run() {
      if (told) return;
      told = [{ position: standsAt, atMs: now() }];
      shown = standsAt;
    },
    stand() {
      standsAt = currentTime();
      told = undefined;
    },
    setRate(next) {
      const position = currentTime();
      rate = next;
      begin(position);
    },
  };
}
