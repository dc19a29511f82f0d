import type { Command } from 'ioredis';

/** Longest that a join waits to be heard of in Redis. After that the node is deaf, and serves all the same. */
const PATIENCE_MS = 1_000;

/** Follows the sharded subscriptions of a client, which the Socket.io adapter sends off without looking back. */
export interface Subscriptions {
  note(command: Command): void;
  /** The channels that are subscribed to, or should be, with the slot of a cluster that each lies in. */
  wanted: ReadonlyMap<string, number>;
  /**
   * Waits until Redis has confirmed what was asked for until now, or until that is hopeless. Undefined where there is
   * nothing to wait for. Never throws.
   */
  confirmed(): Promise<void> | undefined;
}

/**
 * @param failed called when Redis has not taken a subscription
 */
export function createSubscriptions(
  isReady: () => boolean,
  failed: (channels: readonly string[], error: unknown) => void = () => undefined,
): Subscriptions {
  const outstanding = new Set<Promise<unknown>>();
  const wanted = new Map<string, number>();

  return {
    wanted,
    note(command) {
      if (command.name !== 'ssubscribe' && command.name !== 'sunsubscribe') return;
      const channels = command.args.map(String);
      if (command.name === 'sunsubscribe') {
        for (const channel of channels) wanted.delete(channel);
        return;
      }
      for (const channel of channels) wanted.set(channel, command.getSlot());
      const { promise } = command;
      outstanding.add(promise);
      promise.then(
        () => outstanding.delete(promise),
        (error: unknown) => {
          outstanding.delete(promise);
          failed(channels, error);
        },
      );
    },
    confirmed() {
      if (outstanding.size === 0 || !isReady()) return undefined;
      return settledWithin([...outstanding], PATIENCE_MS);
    },
  };
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
