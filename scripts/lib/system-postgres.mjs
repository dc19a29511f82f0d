// An empty PostgreSQL from the programs of this machine, for tests of what the embedded one lacks: pg_dump and its kind.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findFreePort } from './ports.mjs';
import { giveTo } from './postgres-binaries.mjs';
import { launch, run, runOrExplain } from './processes.mjs';
import { POSTGRES_PROGRAMS, provide } from './requirements.mjs';
import { ensurePostgresUser, isRoot } from './system-user.mjs';

const START_PATIENCE_MS = 20_000;
const POLL_MS = 50;

/**
 * @returns {Promise<{ url: string, programs: string, stop: () => Promise<void> }>} `programs` is the folder of pg_dump
 */
export async function startSystemPostgres() {
  const found = await provide([POSTGRES_PROGRAMS], { note: console.log });
  // What is on the PATH may be a link to one of them.
  const programs = path.dirname(realpathSync(found[POSTGRES_PROGRAMS.variable]));
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchparty-system-postgres-'));
  const identity = isRoot() ? ensurePostgresUser() : {};
  giveTo(identity, home);
  const cluster = path.join(home, 'cluster');
  await runOrExplain(
    'Making the database',
    path.join(programs, 'initdb'),
    [
      `--pgdata=${cluster}`,
      '--username=watchparty',
      '--auth=trust',
      '--encoding=UTF8',
      '--no-locale',
      '--no-sync',
    ],
    { ...identity, cwd: home },
  );
  const port = await findFreePort();
  const server = await launch(
    path.join(programs, 'postgres'),
    ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    { ...identity, cwd: home },
  );
  const stop = async () => {
    // Fast: whoever is still connected is cut.
    await server.stop('SIGINT');
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const isReady = async () => {
    const { code } = await run(path.join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]);
    return code === 0;
  };
  for (let waitedMs = 0; !(await isReady()); waitedMs += POLL_MS) {
    if (!server.isRunning() || waitedMs > START_PATIENCE_MS) {
      const said = server.tail();
      await stop();
      throw new Error(`PostgreSQL did not start:\n${said}`);
    }
    await sleep(POLL_MS);
  }
  return { url: `postgres://watchparty@127.0.0.1:${port}/postgres`, programs, stop };
}
