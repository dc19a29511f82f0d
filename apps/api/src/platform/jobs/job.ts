import type { Logger } from '../logger.js';

/** Something done again and again while the process runs. */
export interface Job {
  start(): void;
  /** Resolves once a run that is under way has ended. */
  stop(): Promise<void>;
}

/** How one run went. */
export interface JobRun {
  job: string;
  outcome: 'ok' | 'failed';
  durationS: number;
}

export interface JobOptions {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
  logger: Logger;
  /** Is told of every run, for the metrics. */
  onRun: (run: JobRun) => void;
}

/** Runs never overlap: the pause begins when a run has ended. A run that fails is logged, and the next one comes. */
export function createJob({ name, everyMs, run, logger, onRun }: JobOptions): Job {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let stopped = true;

  const runOnce = async (): Promise<void> => {
    const startedAt = performance.now();
    const ended = (outcome: JobRun['outcome']): void =>
      onRun({ job: name, outcome, durationS: (performance.now() - startedAt) / 1_000 });
    try {
      await run();
      ended('ok');
    } catch (error) {
      ended('failed');
      logger.warn('a job failed', { job: name, error });
    }
  };

  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      current = runOnce().then(schedule);
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
