// `npm run bot`: the bot beside what `npm start` runs, with the settings of the environment and of `.env`, and where they
// name no database, on the one that `npm start` runs in this clone.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { findRunningDatabase } from './lib/postgres.mjs';
import { keepSecrets } from './lib/secrets.mjs';
import { loadDotEnv } from './lib/settings.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DATA_FOLDER = path.join(ROOT, '.data');
const ENTRY = path.join(ROOT, 'apps/api/dist/bot/main.js');

if (existsSync(ENTRY)) {
  loadDotEnv(ROOT);
  if (completeEnvironment()) await import(pathToFileURL(ENTRY).href);
  else complain('Set DATABASE_URL to the database of your installation, or run "npm start" first.');
} else {
  complain('The bot is not built yet: run "npm start" once, which builds everything.');
}

/** @returns {boolean} whether there is a database to work on */
function completeEnvironment() {
  if (process.env.DATABASE_URL || process.env.DATABASE_URL_FILE) return true;
  const databaseUrl = findRunningDatabase(DATA_FOLDER);
  if (databaseUrl === undefined) return false;
  process.env.DATABASE_URL = databaseUrl;
  process.env.JWT_SECRET ||= keepSecrets(DATA_FOLDER).jwtSecret;
  return true;
}

/** @param {string} words */
function complain(words) {
  console.error(words);
  process.exitCode = 1;
}
