import type { Update } from 'grammy/types';
import type { Logger } from '../platform/logger.js';
import { chatKeyOf } from './chat-key.js';
import { failureOf } from './failure.js';
import type { Persistence } from './persistence.js';

/** Telegram's own bound is 100; this many people answered at a time keep far from its 30 messages a second. */
const BATCH_SIZE = 20;
/** How long Telegram holds a request that has nothing to bring. */
const LONG_POLL_SECONDS = 25;
const CONFIRM_TIMEOUT_MS = 3_000;

export interface UpdatesRequest {
  offset: number;
  limit: number;
  timeout: number;
}

export interface PollerOptions {
  getUpdates: (request: UpdatesRequest, signal: AbortSignal) => Promise<Update[]>;
  /** Never rejects. */
  handle: (update: Update) => Promise<void>;
  notePoll: () => void;
  persistence: Persistence;
  stopping: AbortSignal;
  logger: Logger;
}

/**
 * Asks Telegram for updates until `stopping` aborts, finishes those that are in work, and tells Telegram which ones are
 * done: the next process goes on with the first that is not. What is handled but could not be told is handled again.
 */
export async function pollUpdates(options: PollerOptions): Promise<void> {
  const { getUpdates, notePoll, persistence, stopping, logger } = options;
  let offset = 0;
  let confirmed = 0;
  while (!stopping.aborted) {
    const updates = await persistence.keepTrying(() =>
      getUpdates({ offset, limit: BATCH_SIZE, timeout: LONG_POLL_SECONDS }, stopping),
    );
    if (updates === undefined) break;
    confirmed = offset;
    notePoll();
    offset = await handleBatch(updates, offset, options);
  }
  if (offset === confirmed) return;
  try {
    await getUpdates({ offset, limit: 1, timeout: 0 }, AbortSignal.timeout(CONFIRM_TIMEOUT_MS));
  } catch (error) {
    logger.warn('the last updates will be handled again', { error: failureOf(error) });
  }
}

/**
 * Chats do not wait for each other, but what comes from one is handled in its order.
 *
 * @returns the next offset: that of the first update which is not handled
 */
async function handleBatch(
  updates: Update[],
  offset: number,
  { handle, stopping }: PollerOptions,
): Promise<number> {
  const handled = new Set<number>();
  await Promise.all(
    groupByChat(updates).map(async (group) => {
      for (const update of group) {
        if (stopping.aborted) return;
        await handle(update);
        handled.add(update.update_id);
      }
    }),
  );
  const first = updates.find((update) => !handled.has(update.update_id));
  if (first) return first.update_id;
  const last = updates.at(-1);
  return last ? last.update_id + 1 : offset;
}

function groupByChat(updates: Update[]): Update[][] {
  const groups = new Map<string, Update[]>();
  for (const update of updates) {
    const key = chatKeyOf(update);
    const group = groups.get(key);
    if (group) group.push(update);
    else groups.set(key, [update]);
  }
  return [...groups.values()];
}
