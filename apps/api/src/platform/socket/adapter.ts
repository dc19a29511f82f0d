import type { Namespace, ServerOptions } from 'socket.io';
import type { PubSubKind } from '../redis/pub-sub-kind.js';
import type { RedisClients } from '../redis/redis-clients.js';
import { ClassicAdapter } from './classic-adapter.js';
import { createShardedAdapter } from './sharded-adapter.js';
import { writeWholeFrames } from './whole-frames.js';

/**
 * The adapter for a Socket.io server that reaches the sockets of all nodes over Redis; Socket.io's own, in memory,
 * reaches those of this node. While Redis is out this one reaches those of this node too.
 */
export function createSocketAdapter(redis: RedisClients, kind: PubSubKind): ServerOptions['adapter'] {
  // Not an arrow function: Socket.io calls it with `new`.
  return function (namespace: Namespace) {
    return writeWholeFrames(
      kind === 'sharded' ? createShardedAdapter(namespace, redis) : new ClassicAdapter(namespace, redis),
    );
  };
}
