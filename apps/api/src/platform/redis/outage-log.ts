import type { Logger } from '../logger.js';

/** Tells the log that something is out when it goes and when it comes back, not at every try in between. */
export interface OutageLog {
  failed(error: unknown): void;
  worked(): void;
}

/**
 * @param isWhole false while a part is known to be out: what works meanwhile is not the end of the outage
 */
export function createOutageLog(
  logger: Logger,
  messages: { out: string; back: string },
  isWhole: () => boolean = () => true,
): OutageLog {
  let isOut = false;
  return {
    failed(error) {
      if (isOut) return;
      isOut = true;
      logger.warn(messages.out, { error });
    },
    worked() {
      if (!isOut || !isWhole()) return;
      isOut = false;
      logger.info(messages.back);
    },
  };
}
