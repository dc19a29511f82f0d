import path from 'node:path';

import { launchServer, startThrowawayPostgres, THROWAWAY_SETTINGS } from './postgres.mjs';
import { signalProcess } from './processes.mjs';

/** What was committed survives a crash of the server, though not one of the machine. */
const SETTINGS = { ...THROWAWAY_SETTINGS, synchronous_commit: 'on' };

/**
 * Starts an empty cluster for a test of outages: it goes down and comes up again at the same address.
 *
 * @returns {Promise<import('./restartable-postgres.d.mts').RestartablePostgres>}
 */
export async function startRestartablePostgres() {
  const first = await startThrowawayPostgres({ settings: SETTINGS });
  const { databaseUrl, source } = first;
  const fixedPort = Number(new URL(databaseUrl).port);
  /** @type {import('./postgres.mjs').Postgres} */
  let server = first;
  /** @param {'orderly' | 'crash'} how */
  async function down(how) {
    signalProcess(server.pid, how === 'crash' ? 'SIGQUIT' : 'SIGINT');
    await server.exited;
  }
  return {
    databaseUrl,
    home: path.dirname(source.cluster),
    pid: () => server.pid,
    down,
    async up() {
      server = await launchServer({ ...source, settings: SETTINGS, fixedPort });
    },
    async stop() {
      await down('crash');
      await first.stop();
    },
  };
}
