import type { Command } from 'ioredis';

/** Longest that a join waits to be heard of in Redis. After that the node is deaf, and serves all the same. */
const PATIENCE_MS = 1_000;
const RETRY_MS = 500;

/** Follows the sharded subscriptions of a client, which the Socket.io adapter sends off without looking back. */
export interface Subscriptions {
  note(command: Command): void;
  /**
   * Waits until Redis has confirmed what was asked for until now, or until that is hopeless. Undefined where there is
   * nothing to wait for. Never throws.
   */
  confirmed(): Promise<void> | undefined;
}

export function createSubscriptions(
  isReady: () => boolean,
  { retry }: { retry?: (channel: string) => void } = {},
): Subscriptions {
  const outstanding = new Set<Promise<unknown>>();
  const wanted = new Set<string>();

  function tryAgain(channels: readonly string[]): void {
    const timer = setTimeout(() => {
      for (const channel of channels) if (wanted.has(channel)) retry?.(channel);
    }, RETRY_MS);
    timer.unref();
  }

  return {
    note(command) {
      if (command.name !== 'ssubscribe' && command.name !== 'sunsubscribe') return;
      const channels = command.args.map(String);
      if (command.name === 'sunsubscribe') {
        for (const channel of channels) wanted.delete(channel);
        return;
      }
      for (const channel of channels) wanted.add(channel);
      const { promise } = command;
      outstanding.add(promise);
      promise.then(
        () => outstanding.delete(promise),
        (error: unknown) => {
          outstanding.delete(promise);
          if (isForgotten(error)) tryAgain(channels);
        },
      );
    },
    confirmed() {
      if (outstanding.size === 0 || !isReady()) return undefined;
      return settledWithin([...outstanding], PATIENCE_MS);
    },
  };
}

/** What ioredis says when it had no node for the channel, and so has not noted that it is wanted. */
function isForgotten(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'AbortError');
}

function settledWithin(promises: readonly Promise<unknown>[], patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    void Promise.allSettled(promises).then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
