import { Cluster, type Redis } from 'ioredis';
import type { RedisCommands } from './redis-clients.js';

/** A command of one key, such as `['zrem', key, member]`. */
export type KeyedCommand = readonly [name: string, key: string, ...rest: (string | number)[]];

/** What came of a command: an error, or else what Redis answered. */
export type Answer = readonly [error: Error | null, answer?: unknown];

/** Sends all in about one round trip. Never throws: in a cluster some may fail while others do not. */
export async function runBatch(redis: RedisCommands, commands: readonly KeyedCommand[]): Promise<Answer[]> {
  return redis instanceof Cluster ? sendEach(redis, commands) : sendAtOnce(redis, commands);
}

/** The error of the first that failed. */
export function errorOf(answers: readonly Answer[]): Error | undefined {
  return answers.find(([error]) => error)?.[0] ?? undefined;
}

async function sendAtOnce(redis: Redis, commands: readonly KeyedCommand[]): Promise<Answer[]> {
  return (await redis.pipeline(commands.map((command) => [...command])).exec()) ?? [];
}

/** A pipeline goes to one node, and these keys lie on several: each goes off without waiting for the others. */
function sendEach(cluster: Cluster, commands: readonly KeyedCommand[]): Promise<Answer[]> {
  return Promise.all(
    commands.map(([name, ...rest]) =>
      cluster.call(name, rest).then(
        (answer): Answer => [null, answer],
        (error: unknown): Answer => [error as Error, undefined],
      ),
    ),
  );
}
