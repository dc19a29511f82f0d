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
