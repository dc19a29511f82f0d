import { Cluster } from 'ioredis';
import type { Logger } from '../logger.js';
import type { RedisClients, RedisCommands } from './redis-clients.js';

/** Sharded is that of Redis 7, where a message goes only to whoever holds its channel, also within a cluster. */
export type PubSubKind = 'sharded' | 'classic';

/**
 * Chooses the kind of pub/sub that the server has, and sharded where it cannot be asked. All nodes must choose the
 * same: those on different kinds would not hear each other.
 * @param onMismatch called once when the server turns out to have another kind than was chosen. The node has to be
 * started anew then.
 */
export async function choosePubSubKind(options: {
  redis: RedisClients;
  logger: Logger;
  onMismatch: () => void;
}): Promise<PubSubKind> {
  const { redis, logger, onMismatch } = options;
  const chosen = (redis.isReady() ? await askPubSubKind(redis.commands) : undefined) ?? 'sharded';
  let isTold = false;

  async function check(): Promise<void> {
    const found = await askPubSubKind(redis.commands);
    if (found === undefined || found === chosen || isTold) return;
    isTold = true;
    logger.error('Redis has another kind of pub/sub than this node was started with: it must start anew', {
      chosen,
      found,
    });
    onMismatch();
  }
  redis.onReady(() => void check());
  // It may have come while it was asked.
  if (redis.isReady()) await check();
  return chosen;
}

/** Undefined when nobody answers. Never throws. */
async function askPubSubKind(commands: RedisCommands): Promise<PubSubKind | undefined> {
  const servers = commands instanceof Cluster ? commands.nodes('master') : [commands];
  // The command itself is asked for, not a version: what speaks as Redis counts versions of its own.
  const answers = await Promise.allSettled(
    servers.map((server) => server.call('COMMAND', 'INFO', 'SPUBLISH')),
  );
  const known = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  if (known.length === 0) return undefined;
  return known.every((answer) => Array.isArray(answer) && Array.isArray(answer[0])) ? 'sharded' : 'classic';
}
