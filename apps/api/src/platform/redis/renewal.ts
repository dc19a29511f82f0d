import { backoffMs } from '../backoff.js';

/** What has been disturbed is mostly disturbed more than once, and the map of a cluster follows a moment later. */
const FIRST_MS = 100;
const MAX_MS = 2_000;

export interface Renewal {
  /** Something may be lost: everything is asked for again, soon. */
  disturbed(): void;
}

/**
 * @param pass asks for everything again. @returns whether all of it was given; it never throws
 * @returns runs `pass`, with backoff, until one that began after the last disturbance has succeeded
 */
export function createRenewal(pass: () => Promise<boolean>, random: () => number = Math.random): Renewal {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let disturbances = 0;
  let failures = 0;

  function schedule(): void {
    timer ??= setTimeout(() => void run(), backoffMs(failures, { firstMs: FIRST_MS, maxMs: MAX_MS, random }));
    timer.unref();
  }

  async function run(): Promise<void> {
    timer = undefined;
    isRunning = true;
    const before = disturbances;
    const isWhole = await pass();
    isRunning = false;
    failures = isWhole ? 0 : failures + 1;
    if (!isWhole || disturbances > before) schedule();
  }

  return {
    disturbed() {
      disturbances += 1;
      if (!isRunning) schedule();
    },
  };
}
