import type { EventEmitter } from 'node:events';
import { Cluster, type Command, type Redis } from 'ioredis';
import { dropUnawaited } from './pub-sub-client.js';
import { createRenewal, type Renewal } from './renewal.js';
import { createSubscriptions, type Subscriptions } from './subscriptions.js';

/** After this an answer is not waited for any more, and asked for again. */
const RENEWAL_PATIENCE_MS = 5_000;

/** What ioredis (6.0.0) keeps to itself of sharded subscriptions; of a client that has none, nothing. */
interface Inside {
  subscriberGroupEmitter?: EventEmitter;
  shardedSubscribers?: {
    /** Throws while it does not know whose the slot is. */
    getResponsibleSubscriber(slot: number): { getInstance(): Redis | null } | undefined;
  };
}

/**
 * What `PubSubClient` is, for a cluster, and one that does not lose a subscription. ioredis makes subscriptions again
 * when the map of the slots has become another one. It does not when
 * - a master takes a subscription away and the map stays: it is told again that a slot is its own, or the slot went
 *   and came back between two looks at the map;
 * - a subscription that it makes again fails, for it does not look at the outcome;
 * - it had no master for the channel when it was asked for.
 * So whenever one of these may be, all subscriptions are made again, until every master has taken them.
 */
export class PubSubCluster extends Cluster {
  readonly subscriptions: Subscriptions = createSubscriptions(
    () => this.status === 'ready',
    (channels, error) => {
      if (isForgotten(error)) for (const channel of channels) this.#forgotten.add(channel);
      this.#renewal.disturbed();
    },
  );
  readonly #inside = this as unknown as Inside;
  /** What ioredis was asked for and has not noted. */
  readonly #forgotten = new Set<string>();
  readonly #renewal = this.#renewing();

  override sendCommand(...args: Parameters<Cluster['sendCommand']>): unknown {
    const [command]: [Command, ...unknown[]] = args;
    this.subscriptions.note(command);
    command.promise.catch(dropUnawaited);
    try {
      return super.sendCommand(...args);
    } catch (error) {
      // It throws for a slot that it knows no node of. Whoever joins a room must not fail for that.
      command.reject(error as Error);
      return command.promise;
    }
  }

  #renewing(): Renewal {
    const renewal = createRenewal(() => this.#renew());
    // A subscription was refused with MOVED, or was taken away.
    this.#inside.subscriberGroupEmitter?.on('moved', renewal.disturbed);
    this.on('subscribersReady', renewal.disturbed);
    return renewal;
  }

  async #renew(): Promise<boolean> {
    if (this.status === 'end') return true;
    const { wanted } = this.subscriptions;
    for (const channel of this.#forgotten) if (!wanted.has(channel)) this.#forgotten.delete(channel);
    const renewals = [...wanted].map(([channel, slot]) => this.#subscribe(channel, slot));
    return Promise.race([
      Promise.all(renewals).then(
        () => true,
        () => false,
      ),
      new Promise<false>((resolve) => setTimeout(resolve, RENEWAL_PATIENCE_MS, false).unref()),
    ]);
  }

  async #subscribe(channel: string, slot: number): Promise<void> {
    // By ioredis's own way it would note a channel once more each time, and ask for it as often after the next outage.
    if (this.#forgotten.delete(channel)) {
      await this.ssubscribe(channel);
      return;
    }
    const connection = this.#inside.shardedSubscribers?.getResponsibleSubscriber(slot)?.getInstance();
    if (!connection) throw new Error('There is no connection to the master of the channel');
    await connection.ssubscribe(channel);
    // It may have been left meanwhile.
    if (!this.subscriptions.wanted.has(channel)) await connection.sunsubscribe(channel);
  }
}

/** What ioredis says when it had no node for the channel. */
function isForgotten(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'AbortError');
}
