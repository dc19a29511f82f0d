import { Redis, type Command } from 'ioredis';
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

/** For what becomes of a command that perhaps nobody waits for. */
export function dropUnawaited(): void {
  // The connection's own events tell of the outage.
}
