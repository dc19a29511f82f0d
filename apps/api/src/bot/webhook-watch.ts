import type { Api } from 'grammy';
import type { Logger } from '../platform/logger.js';
import { pause } from './pause.js';
import type { Persistence } from './persistence.js';
import { forGrammy } from './telegram-calls.js';

const LOOK_EVERY_MS = 30_000;

export interface WebhookWatchOptions {
  api: Api;
  url: string;
  /** Says again where updates are to be brought. */
  register: () => Promise<unknown>;
  /** Telegram has answered that updates are brought here. */
  noteContact: () => void;
  persistence: Persistence;
  stopping: AbortSignal;
  logger: Logger;
}

/**
 * Asks Telegram until `stopping` aborts whether updates still come here. A webhook is silent when nobody writes, and just
 * as silent when somebody else has taken the updates over.
 */
export async function watchWebhook(options: WebhookWatchOptions): Promise<void> {
  const { api, url, register, noteContact, persistence, stopping, logger } = options;
  while (!stopping.aborted) {
    const info = await persistence.keepTrying(() => api.getWebhookInfo(forGrammy(stopping)));
    if (info === undefined) return;
    if (info.url !== url) {
      logger.warn('Telegram brought the updates elsewhere; it is told again where to');
      await persistence.keepTrying(register);
    }
    noteContact();
    await pause(LOOK_EVERY_MS, stopping);
  }
}
