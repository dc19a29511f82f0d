import { connect } from 'node:net';
import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import { launch, type Child } from '../../../../scripts/lib/processes.mjs';
import type { Reaper } from './reaper.js';
import { within } from './within.js';

/** A Redis that keeps nothing when it ends. */
export interface RedisServer {
  port: number;
  up(): Promise<void>;
  /** As a crash does it. */
  down(): Promise<void>;
}

const START_PATIENCE_MS = 10_000;

export async function startRedis(reaper: Reaper, folder: string): Promise<RedisServer> {
  const port = await findFreePort();
  let child: Child | undefined;
  const redis: RedisServer = {
    port,
    async up() {
      const program = process.env.REDIS_SERVER_PATH ?? 'redis-server';
      child = await launch(program, [
        ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder],
        ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
      ]);
      reaper.watchGroup(child.pid);
      await within(START_PATIENCE_MS, 'Redis answers', () => answersPing(port));
    },
    async down() {
      if (!child) return;
      await child.stop('SIGKILL');
      reaper.forgetGroup(child.pid);
      child = undefined;
    },
  };
  await redis.up();
  return redis;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
