import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import type { RedisTarget } from '../../src/platform/redis/redis-target.js';
import { redisProcess, type RedisProcess } from './redis-process.js';

/** A Redis of the test's own, to be killed and started again on the same port. */
export interface RedisServer extends RedisProcess {
  url: string;
  target: RedisTarget;
}

/** @param options more of redis-server's own */
export async function redisServer(options: readonly string[] = []): Promise<RedisServer> {
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const process = redisProcess([
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...options,
  ]);
  return { url, target: { kind: 'single', url }, ...process };
}

/** What makes a server as it was before Redis 7. */
export const WITHOUT_SHARDED_PUB_SUB = [
  '--rename-command',
  'SPUBLISH',
  '',
  '--rename-command',
  'SSUBSCRIBE',
  '',
];
