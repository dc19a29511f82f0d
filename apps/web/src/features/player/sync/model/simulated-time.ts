interface Timer {
  dueMs: number;
  task: () => void;
}

/** Time that moves only when a test says so, from one timer to the next. */
export class SimulatedTime {
  nowMs = 0;
  private timers: Timer[] = [];

  schedule = (task: () => void, delayMs: number): (() => void) => {
    const timer = { dueMs: this.nowMs + Math.max(0, delayMs), task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  /** Runs a task again and again, for the first time after one whole interval. */
  repeat(task: () => void, everyMs: number): void {
    this.schedule(() => {
      this.repeat(task, everyMs);
      task();
    }, everyMs);
  }

  /** How many tasks are still to come. */
  get pending(): number {
    return this.timers.length;
  }

  /** Goes on by so much, and lets promises settle after each timer. */
  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (let timer = this.takeDue(endMs); timer; timer = this.takeDue(endMs)) {
      this.nowMs = timer.dueMs;
      timer.task();
      // A start that was refused is tried again muted: three promises in a row.
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    this.nowMs = endMs;
  }

  /** Of timers that are due together, the one that was set first. */
  private takeDue(untilMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.dueMs <= untilMs && (!first || timer.dueMs < first.dueMs)) first = timer;
    }
    if (first) this.timers.splice(this.timers.indexOf(first), 1);
    return first;
  }
}
