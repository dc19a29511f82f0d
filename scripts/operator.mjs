// `pnpm operator <command>`: the operator's commands on the installation of the environment, of `.env`, or, without a
// DATABASE_URL, on the one that `npm start` runs in this clone. In the api image it is
// `node apps/api/dist/operator/main.js <command>`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { findRunningDatabase } from './lib/postgres.mjs';
import { keepSecrets } from './lib/secrets.mjs';
import { loadDotEnv } from './lib/settings.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DATA_FOLDER = path.join(ROOT, '.data');

loadDotEnv(ROOT);
const isHelp = [undefined, 'help', '--help', '-h'].includes(process.argv[2]);
const hasDatabase = Boolean(process.env.DATABASE_URL || process.env.DATABASE_URL_FILE);
const environment = hasDatabase || isHelp ? process.env : environmentOfParty();
if (environment === undefined) {
  console.error('Set DATABASE_URL to the database of your installation, or run "npm start" first.');
  process.exitCode = 1;
} else {
  const args = [...entry(), ...process.argv.slice(2)];
  spawn(process.execPath, args, { stdio: 'inherit', env: environment }).once('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

/** @returns {NodeJS.ProcessEnv | undefined} */
function environmentOfParty() {
  const databaseUrl = findRunningDatabase(DATA_FOLDER);
  if (databaseUrl === undefined) return undefined;
  const secrets = keepSecrets(DATA_FOLDER);
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    BOT_TOKEN: process.env.BOT_TOKEN || secrets.botToken,
    JWT_SECRET: process.env.JWT_SECRET || secrets.jwtSecret,
  };
}

/** Where the sources can be run they are: a build may be older than they are. */
function entry() {
  const api = path.join(ROOT, 'apps/api');
  const source = path.join(api, 'src/operator/main.ts');
  try {
    const loader = createRequire(path.join(api, 'package.json')).resolve('tsx');
    if (existsSync(source)) {
      return ['--conditions=@watchparty/source', '--import', pathToFileURL(loader).href, source];
    }
  } catch {
    // A production install has no tsx.
  }
  return [path.join(api, 'dist/operator/main.js')];
}
