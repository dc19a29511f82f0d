import { Cluster, Redis, type Command } from 'ioredis';
import { createSubscriptions, type Subscriptions } from './subscriptions.js';

/**
 * A connection whose commands may be sent without anybody waiting for them, as the Socket.io adapters do with
 * `publish` and `subscribe`. Their failures would be unhandled rejections, which end a Node process; here a failure
 * that nobody waits for is dropped, and whoever does wait still gets it.
 */
export class PubSubClient extends Redis {
  readonly subscriptions: Subscriptions = createSubscriptions(() => this.status === 'ready');

  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    const [command]: [Command, ...unknown[]] = args;
    this.subscriptions.note(command);
    const reply = super.sendCommand(...args);
    command.promise.catch(dropUnawaited);
    return reply;
  }
}

/** The same for a cluster. */
export class PubSubCluster extends Cluster {
  readonly subscriptions: Subscriptions = createSubscriptions(() => this.status === 'ready', {
    // ioredis makes subscriptions again after each outage, but not those that it had no node for at the time.
    retry: (channel) => void this.ssubscribe(channel),
  });

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
}

function dropUnawaited(): void {
  // The connection's own events tell of the outage.
}
