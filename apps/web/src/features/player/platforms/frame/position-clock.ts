/** Where a player is that tells its position now and then. */
export interface PositionClock {
  /** Seconds. While it runs it never goes back, but for a jump. */
  currentTime(): number;
  /** The player told where it is, in seconds. */
  hear(position: number): void;
  /** It is somewhere else now, in seconds: after a seek, with another video. */
  set(position: number): void;
  setRunning(isRunning: boolean): void;
  /** @param rate seconds of video per second */
  setRate(rate: number): void;
}

/** What is told comes late, by little or by much: of so many milliseconds, what came least late is believed. */
const WINDOW_MS = 2_000;
/** What differs by more is no jitter but a jump, in seconds. */
const JUMP_S = 1;
/** Longer than a clock of whole seconds repeats itself: whoever says the same for so long stands, whatever else it says. */
const STANDS_AFTER_MS = 1_300;
/** Without a word for so long, nobody knows whether it still runs. */
const SILENT_AFTER_MS = 3_000;

interface Reading {
  /** Seconds. */
  position: number;
  /** Monotonic milliseconds, when it was heard. */
  atMs: number;
}

/**
 * Between two messages the position is a straight line. Each message says where the player was a moment ago, so the line is
 * laid through the one that is most ahead: it is the least late.
 *
 * @param now monotonic milliseconds
 */
export function createPositionClock(now: () => number): PositionClock {
  let line: Reading = { position: 0, atMs: now() };
  let rate = 1;
  let isRunning = false;
  let recent: Reading[] = [];
  /** The latest that was told, and when it was told first. */
  let told: Reading | undefined;
  let stands = false;
  let heardAtMs = now();
  /** What was answered last, below which a running clock does not go. */
  let floor = 0;

  function moveTo(position: number): void {
    line = { position, atMs: now() };
    floor = position;
    recent = [];
  }

  function onLine(): number {
    if (!isRunning || stands) return line.position;
    const untilMs = Math.min(now(), Math.max(heardAtMs, line.atMs) + SILENT_AFTER_MS);
    return line.position + ((untilMs - line.atMs) / 1000) * rate;
  }

  function currentTime(): number {
    floor = isRunning ? Math.max(floor, onLine()) : line.position;
    return floor;
  }

  return {
    currentTime,
    hear(position) {
      const nowMs = now();
      const isSilent = nowMs - heardAtMs > SILENT_AFTER_MS;
      heardAtMs = nowMs;
      if (told?.position !== position) told = { position, atMs: nowMs };
      const stood = stands;
      stands = isRunning && nowMs - told.atMs > STANDS_AFTER_MS;
      if (!isRunning || stands || stood || isSilent || Math.abs(position - onLine()) > JUMP_S) moveTo(position);
      recent = [...recent.filter(({ atMs }) => nowMs - atMs <= WINDOW_MS), { position, atMs: nowMs }];
      const ahead = recent.map((reading) => reading.position + ((nowMs - reading.atMs) / 1000) * rate);
      if (isRunning && !stands) line = { position: Math.max(...ahead), atMs: nowMs };
    },
    set(position) {
      told = undefined;
      stands = false;
      moveTo(position);
    },
    setRunning(next) {
      if (next === isRunning) return;
      moveTo(currentTime());
      isRunning = next;
      stands = false;
      told = undefined;
      heardAtMs = now();
    },
    setRate(next) {
      if (next === rate) return;
      moveTo(currentTime());
      rate = next;
    },
  };
}
