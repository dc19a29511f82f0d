// What `npm start` does, in order: check, install, build, start, hand out links, wait, stop.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { migrate } from '../migrate.mjs';
import { healthUrlOf, startApi } from './api-process.mjs';
import { build } from './build.mjs';
import { claimDataFolder } from './claim.mjs';
import { install } from './install.mjs';
import { launchLink, SAMPLE_USERS } from './launch-links.mjs';
import { requireFreePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { indent } from './processes.mjs';
import { step } from './progress.mjs';
import { keepSecrets } from './secrets.mjs';
import { loadDotEnv, readStartSettings } from './settings.mjs';
import { abortOnSignals } from './signals.mjs';
import { openStamps } from './stamps.mjs';
import { UserError } from './user-error.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DATA_FOLDER = path.join(ROOT, '.data');
const LOG_FOLDER = path.join(DATA_FOLDER, 'logs');
const API_ENTRY = path.join(ROOT, 'apps/api/dist/main.js');
const NOTHING_TO_DO = { describe: (/** @type {boolean} */ didWork) => (didWork ? '' : 'nothing to do') };

/** Runs until Ctrl-C, or until a part of it fails; sets the exit code. */
export async function startParty() {
  const { abort, release } = abortOnSignals({
    // Who insists does not want to wait for a clean end; the next start copes with what is left.
    onInsist: () => process.exit(1),
  });
  /** What is to be undone, the latest first. @type {(() => unknown)[]} */
  const undo = [];
  try {
    await holdParty({ abort, undo });
  } catch (error) {
    if (!abort.aborted) {
      console.error(`\n${explain(error)}`);
      process.exitCode = 1;
    }
  }
  if (abort.aborted) console.log('\nStopping ...');
  for (const undoOne of undo.reverse()) await undoOne();
  if (abort.aborted) console.log('Everything is stopped. Your rooms are kept for the next start.');
  release();
}

/** @param {NodeJS.ErrnoException} error */
function explain(error) {
  if (error instanceof UserError) return error.message;
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return `This user may not use ${error.path}. Was it made by another user, such as root? Then start as that user.`;
  }
  return error.stack ?? String(error);
}

/** @param {{ abort: AbortSignal, undo: (() => unknown)[] }} options */
async function holdParty({ abort, undo }) {
  loadDotEnv(ROOT);
  const settings = readStartSettings(process.env);
  console.log('WatchParty Telegram\n');

  const claim = await claimDataFolder({
    dataFolder: DATA_FOLDER,
    url: settings.publicUrl,
    apiEntry: API_ENTRY,
  });
  undo.push(claim.release);
  await step(`Port ${settings.port} is free`, () => requireFreePort(settings.port, settings.host));

  const stamps = openStamps(DATA_FOLDER);
  await step('Packages are installed', () => install({ root: ROOT, stamps, abort }), NOTHING_TO_DO);
  await step('Server and Mini App are built', () => build({ root: ROOT, stamps, abort }), NOTHING_TO_DO);

  mkdirSync(LOG_FOLDER, { recursive: true });
  const database = await provideDatabase({ settings, abort, undo });
  await step('Tables are up to date', () => migrateOrExplain(database.url), {
    describe: (ran) => (ran.length === 0 ? 'nothing to do' : ran.join(', ')),
  });

  const secrets = { ...keepSecrets(DATA_FOLDER), ...definedOnly(settings) };
  const api = await step('Server is on', () =>
    startApi({
      entry: API_ENTRY,
      root: ROOT,
      env: apiEnvironment({ settings, secrets, databaseUrl: database.url }),
      healthUrl: healthUrlOf(settings.host, settings.port),
      noteApi: claim.noteApi,
      abort,
    }),
  );
  undo.push(() => api.stop('SIGTERM'));

  const printLinks = () => console.log(links({ publicUrl: settings.publicUrl, botToken: secrets.botToken }));
  printLinks();
  console.log(hints(settings));
  undo.push(onEnter(printLinks));

  await Promise.race([
    new Promise((resolve) => abort.addEventListener('abort', resolve, { once: true })),
    api.exited.then(({ code, signal }) =>
      endedByItself('The server', `${signal ?? `exit code ${code}`}`, api.tail()),
    ),
    database.exited.then(() => endedByItself('PostgreSQL', `see ${LOG_FOLDER}`, database.tail())),
  ]);
}

/**
 * The person's own database, or ours.
 *
 * @param {{ settings: import('./settings.mjs').StartSettings, abort: AbortSignal, undo: (() => unknown)[] }} options
 * @returns {Promise<{ url: string, exited: Promise<unknown>, tail: () => string }>}
 */
async function provideDatabase({ settings, abort, undo }) {
  if (settings.databaseUrl !== undefined) {
    return { url: settings.databaseUrl, exited: new Promise(() => {}), tail: () => '' };
  }
  const logFile = path.join(LOG_FOLDER, 'postgres.log');
  writeFileSync(logFile, '');
  /** @type {string[]} */
  const notes = [];
  const postgres = await step('PostgreSQL is on', () =>
    startPostgres({ dataFolder: DATA_FOLDER, logFile, abort, note: (sentence) => notes.push(sentence) }),
  );
  undo.push(postgres.stop);
  for (const note of notes) console.log(indent(note));
  return { url: postgres.databaseUrl, exited: postgres.exited, tail: postgres.tail };
}

/** @param {string} databaseUrl */
async function migrateOrExplain(databaseUrl) {
  try {
    return await migrate({ databaseUrl });
  } catch (error) {
    // An address that refuses on IPv4 and on IPv6 is an AggregateError, with an empty message of its own.
    const reason = error.message || error.errors?.map(({ message }) => message).join('; ') || String(error);
    const { host, pathname } = URL.canParse(databaseUrl) ? new URL(databaseUrl) : { host: '?', pathname: '' };
    throw new UserError(`The database at ${host}${pathname} could not be prepared: ${reason}`);
  }
}

/**
 * @param {object} options
 * @param {import('./settings.mjs').StartSettings} options.settings
 * @param {{ botToken: string, jwtSecret: string }} options.secrets
 * @param {string} options.databaseUrl
 * @returns {NodeJS.ProcessEnv}
 */
function apiEnvironment({ settings, secrets, databaseUrl }) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    WEB_ROOT: path.join(ROOT, 'apps/web/dist'),
    DATABASE_URL: databaseUrl,
    REDIS_URL: settings.redisUrl,
    BOT_TOKEN: secrets.botToken,
    JWT_SECRET: secrets.jwtSecret,
    LOG_DIR: LOG_FOLDER,
    LOG_LEVEL: settings.logLevel,
  };
}

/**
 * The secrets that the person set.
 * @param {import('./settings.mjs').StartSettings} settings
 */
function definedOnly({ botToken, jwtSecret }) {
  return {
    ...(botToken === undefined ? {} : { botToken }),
    ...(jwtSecret === undefined ? {} : { jwtSecret }),
  };
}

/** @param {{ publicUrl: string, botToken: string }} options */
function links({ publicUrl, botToken }) {
  const nowMs = Date.now();
  const list = SAMPLE_USERS.map(
    (user) => `  ${user.first_name}\n  ${launchLink({ user, botToken, publicUrl, nowMs })}\n`,
  );
  return `\nThree friends to try it with. Open each link in a window or tab of its own:\n\n${list.join('\n')}`;
}

/** @param {import('./settings.mjs').StartSettings} settings */
function hints({ host }) {
  const lines = ['Ctrl-C stops everything.'];
  if (process.stdin.isTTY) lines.push('The links are good for a day; press Enter for fresh ones.');
  if (host === '127.0.0.1') {
    lines.push('Only this computer can connect. For others in your network too: HOST=0.0.0.0 npm start');
  }
  return lines.map((line) => `  ${line}`).join('\n');
}

/**
 * Calls `action` on each Enter, where there is a keyboard.
 *
 * @param {() => void} action
 * @returns {() => void} gives the keyboard back
 */
function onEnter(action) {
  if (!process.stdin.isTTY) return () => {};
  process.stdin.on('data', action);
  return () => {
    process.stdin.off('data', action);
    process.stdin.pause();
  };
}

/**
 * @param {string} who
 * @param {string} how
 * @param {string} tail
 * @returns {never}
 */
function endedByItself(who, how, tail) {
  throw new UserError(`${who} ended by itself (${how}). The end of what it said:\n\n${indent(tail)}\n`);
}
