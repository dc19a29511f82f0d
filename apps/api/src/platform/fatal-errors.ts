import type { EventEmitter } from 'node:events';
import type { Logger } from './logger.js';

export interface FatalErrorsOptions {
  /** `process`, of which only the events matter. */
  process: EventEmitter;
  logger: Logger;
  report: (error: unknown) => void;
  /** Ends the process in order, as a failure. */
  stop: () => void;
}

/**
 * After an error that nobody caught nothing is certain any more: it is told, and the process ends in order, for its
 * supervisor to start another one.
 */
export function stopOnFatalErrors({ process, logger, report, stop }: FatalErrorsOptions): void {
  const fatal = (message: string) => (error: unknown) => {
    logger.error(message, { error });
    report(error);
    stop();
  };
  process.on('uncaughtException', fatal('an exception was caught by nobody'));
  process.on('unhandledRejection', fatal('a promise was rejected and nobody looked'));
}
