import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findFreePort } from './ports.mjs';
import { indent, launch } from './processes.mjs';
import { UserError } from './user-error.mjs';

const START_PATIENCE_MS = 10_000;
const POLL_MS = 30;
/** Between the choice of a free port and its use, somebody else may take it. */
const START_ATTEMPTS = 3;

/**
 * Starts an empty Redis for one run of tests, which writes nothing to the disk.
 *
 * @param {{ program: string, abort?: AbortSignal }} options `program` is the path of redis-server
 * @returns {Promise<{ redisUrl: string, stop: () => Promise<void> }>}
 */
export async function startThrowawayRedis({ program, abort }) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchparty-redis-'));
  const remove = () => rmSync(home, { recursive: true, force: true });
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const server = await launch(
      program,
      [
        ...['--bind', '127.0.0.1', '--port', String(port), '--dir', home],
        ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
      ],
      { cwd: home },
    );
    if (await answersPing({ server, port, abort })) {
      return { redisUrl: `redis://127.0.0.1:${port}`, stop: () => server.stop('SIGTERM').finally(remove) };
    }
    await server.stop('SIGKILL');
    if (abort?.aborted || attempt === START_ATTEMPTS) {
      remove();
      abort?.throwIfAborted();
      throw new UserError(
        `redis-server did not start. The end of what it said:\n\n${indent(server.tail())}\n`,
      );
    }
  }
}

/** @param {{ server: import('./processes.mjs').Child, port: number, abort?: AbortSignal }} options */
async function answersPing({ server, port, abort }) {
  for (let waitedMs = 0; waitedMs < START_PATIENCE_MS; waitedMs += POLL_MS) {
    if (!server.isRunning() || abort?.aborted) return false;
    if (await ping(port)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function ping(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
