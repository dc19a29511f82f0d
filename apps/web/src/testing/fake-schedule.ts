/** A `schedule` whose tasks run when a test says so. */
export interface FakeSchedule {
  schedule: (task: () => void, delayMs: number) => () => void;
  /** What was asked for so far, the cancelled included. */
  delaysMs: number[];
  /** Runs the task that has waited longest. */
  runNext(): void;
  pending(): number;
}

export function fakeSchedule(): FakeSchedule {
  let waiting: (() => void)[] = [];
  const delaysMs: number[] = [];
  return {
    schedule(task, delayMs) {
      delaysMs.push(delayMs);
      waiting.push(task);
      return () => {
        waiting = waiting.filter((other) => other !== task);
      };
    },
    delaysMs,
    runNext() {
      const task = waiting.shift();
      if (!task) throw new Error('nothing is planned');
      task();
    },
    pending: () => waiting.length,
  };
}

/** A `schedule` that goes by a clock which a test moves. */
export interface TimedSchedule {
  schedule: FakeSchedule['schedule'];
  /** Runs what is due until then, in the order of its time. */
  advance(ms: number): void;
}

export function timedSchedule(): TimedSchedule {
  let waiting: { dueMs: number; task: () => void }[] = [];
  let nowMs = 0;
  return {
    schedule(task, delayMs) {
      const planned = { dueMs: nowMs + delayMs, task };
      waiting.push(planned);
      return () => {
        waiting = waiting.filter((other) => other !== planned);
      };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = waiting.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        if (!next) break;
        nowMs = next.dueMs;
        waiting = waiting.filter((other) => other !== next);
        next.task();
      }
      nowMs = untilMs;
    },
  };
}
