import type { Logger } from '../logger.js';

/** Something done again and again while the process runs. */
export interface Job {
  start(): void;
  /** Resolves once a run that is under way has ended. */
  stop(): Promise<void>;
}

export interface JobOptions {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
  logger: Logger;
}

/** Runs never overlap: the pause begins when a run has ended. A run that fails is logged, and the next one comes. */
export function createJob({ name, everyMs, run, logger }: JobOptions): Job {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let stopped = true;

  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      current = run()
        .catch((error: unknown) => logger.warn('a job failed', { job: name, error }))
        .then(schedule);
    }, everyMs);
    timer.unref();
  };

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      schedule();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
