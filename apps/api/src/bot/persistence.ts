import { createOutageLog } from '../platform/redis/outage-log.js';
import type { Logger } from '../platform/logger.js';
import { backoffMs } from '../platform/backoff.js';
import { failureOf, type Failure } from './failure.js';
import { pause } from './pause.js';

export interface PersistenceOptions {
  logger: Logger;
  /** Told when an outage begins. */
  onOutage: (kind: 'unreachable' | 'conflict') => void;
  firstMs: number;
  /** Longest pause that we choose; Telegram may ask for a longer one. */
  maxMs: number;
  random: () => number;
  /** Aborts when the process stops. */
  stopping: AbortSignal;
}

/** Does something with the Bot API again and again until it works, however long that takes. */
export interface Persistence {
  /** @returns what `work` returned, or undefined when the process stops before it worked */
  keepTrying<T>(work: () => Promise<T>): Promise<T | undefined>;
}

export function createPersistence({
  logger,
  onOutage,
  firstMs,
  maxMs,
  random,
  stopping,
}: PersistenceOptions): Persistence {
  const outage = createOutageLog(logger, {
    out: 'Telegram does not answer as it should; trying until it does',
    back: 'Telegram answers again',
  });
  const conflict = createOutageLog(logger, {
    out: 'another process asks for the updates of this bot, or a webhook gets them; trying until it ends',
    back: 'no other process asks for the updates any more',
  });
  // Asked anew each time: it changes while `work` is under way.
  const isStopping = (): boolean => stopping.aborted;
  let failures = 0;
  let lastKind: Failure['kind'] | undefined;

  function note(failure: Failure): void {
    failures += 1;
    const isConflict = failure.kind === 'conflict';
    (isConflict ? conflict : outage).failed(failure);
    if (lastKind === undefined || (lastKind === 'conflict') !== isConflict) {
      onOutage(isConflict ? 'conflict' : 'unreachable');
    }
    lastKind = failure.kind;
  }

  function pauseAfter({ kind, retryAfterMs = 0 }: Failure): number {
    // Two that ask at the same time would end each other's requests as fast as they can ask.
    const ownMs =
      kind === 'conflict' ? maxMs * (0.5 + random() / 2) : backoffMs(failures, { firstMs, maxMs, random });
    return Math.max(retryAfterMs, ownMs);
  }

  return {
    async keepTrying(work) {
      while (!isStopping()) {
        try {
          const outcome = await work();
          failures = 0;
          lastKind = undefined;
          outage.worked();
          conflict.worked();
          return outcome;
        } catch (error) {
          if (isStopping()) return undefined;
          const failure = failureOf(error);
          note(failure);
          await pause(pauseAfter(failure), stopping);
        }
      }
      return undefined;
    },
  };
}
