import type { Logger } from '../logger.js';

/** Tells the log that something is out when it goes and when it comes back, not at every try in between. */
export interface OutageLog {
  failed(error: unknown): void;
  worked(): void;
}

export function createOutageLog(logger: Logger, messages: { out: string; back: string }): OutageLog {
  let isOut = false;
  return {
    failed(error) {
      if (isOut) return;
      isOut = true;
      logger.warn(messages.out, { error });
    },
    worked() {
      if (!isOut) return;
      isOut = false;
      logger.info(messages.back);
    },
  };
}
