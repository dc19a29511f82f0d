import { backoffMs } from '../platform/backoff.js';
import { failureOf } from './failure.js';
import { pause } from './pause.js';

const TRIES = 3;

export interface PatienceOptions {
  firstMs: number;
  /** Telegram may ask for a longer pause than an answer is worth. */
  maxMs: number;
  random: () => number;
  /** Aborts when the process stops: then nothing is waited for any more. */
  stopping: AbortSignal;
}

/** Tries a few times, as long as trying again may help: an answer that comes minutes late helps nobody. */
export type Patiently = <T>(work: () => Promise<T>) => Promise<T>;

export function createPatience({ firstMs, maxMs, random, stopping }: PatienceOptions): Patiently {
  return async (work) => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await work();
      } catch (error) {
        const { kind, retryAfterMs = 0 } = failureOf(error);
        const waitMs = Math.max(retryAfterMs, backoffMs(failures, { firstMs, maxMs, random }));
        const isWorthIt = (kind === 'unreachable' || kind === 'limited') && waitMs <= maxMs;
        if (!isWorthIt || failures === TRIES || stopping.aborted) throw error;
        await pause(waitMs, stopping);
      }
    }
  };
}
