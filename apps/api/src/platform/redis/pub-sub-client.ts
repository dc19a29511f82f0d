import { Redis, type Command } from 'ioredis';

/**
 * A connection whose commands may be sent without anybody waiting for them, as the Socket.io adapter does with
 * `publish` and `subscribe`. Their failures would be unhandled rejections, which end a Node process; here a failure
 * that nobody waits for is dropped, and whoever does wait still gets it.
 */
export class PubSubClient extends Redis {
  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    const reply = super.sendCommand(...args);
    const [command]: [Command, ...unknown[]] = args;
    command.promise.catch(dropUnawaited);
    return reply;
  }
}

function dropUnawaited(): void {
  // The connection's own events tell of the outage.
}
