// A PostgreSQL with a streaming replica, for tests. The embedded release has no pg_basebackup, so the copy is made as the
// manual describes it for a running server: pg_backup_start, files, pg_backup_stop.
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { findFreePort } from './ports.mjs';
import { giveTo } from './postgres-binaries.mjs';
import { launchServer, startThrowawayPostgres } from './postgres.mjs';

/** Of these folders a copy has the names alone; the server fills them anew. */
const EMPTY_FOLDERS = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
]);
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts']);

/** @returns {Promise<import('./postgres-replica.d.mts').ReplicatedPostgres>} */
export async function startReplicatedPostgres() {
  // A commit is in the log when it is acknowledged, as on any server that keeps its data.
  const primary = await startThrowawayPostgres({ settings: { synchronous_commit: 'on' } });
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchparty-replica-'));
  /** @type {import('./postgres.mjs').Postgres | undefined} */
  let running;
  const stop = async () => {
    await running?.stop();
    await primary.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const cluster = path.join(home, 'cluster');
    await copyCluster({ primary, cluster });
    giveTo(primary.source.identity, home);
    const fixedPort = await findFreePort();
    const source = { ...primary.source, cluster, logFile: path.join(home, 'postgres.log'), fixedPort };
    const start = async () => {
      running = await launchServer(source);
      return running.databaseUrl;
    };
    return {
      primaryUrl: primary.databaseUrl,
      replicaUrl: await start(),
      startReplica: async () => void (await start()),
      stopReplica: async () => {
        await running?.stop();
        running = undefined;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {{ primary: Awaited<ReturnType<typeof startThrowawayPostgres>>, cluster: string }} options
 */
async function copyCluster({ primary, cluster }) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: primary.databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('replica', fast => true)");
    copyFiles(primary.source.cluster, cluster);
    const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)');
    writeFileSync(path.join(cluster, 'backup_label'), rows[0].labelfile);
  } finally {
    await client.end();
  }
  const { hostname, port, username, password } = new URL(primary.databaseUrl);
  writeFileSync(path.join(cluster, 'standby.signal'), '');
  appendFileSync(
    path.join(cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n` +
      // A test that stops the replica for a moment wants it back in a moment.
      "wal_retrieve_retry_interval = '100ms'\n",
  );
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyFiles(from, to) {
  mkdirSync(to);
  chmodSync(to, 0o700);
  for (const { name } of readdirSync(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(name)) continue;
    if (EMPTY_FOLDERS.has(name)) mkdirSync(path.join(to, name), { mode: 0o700 });
    else cpSync(path.join(from, name), path.join(to, name), { recursive: true });
  }
}
