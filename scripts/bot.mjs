// `npm run bot`: the bot beside what `npm start` runs, with the settings of the environment and of `.env`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { loadDotEnv } from './lib/settings.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const ENTRY = path.join(ROOT, 'apps/api/dist/bot/main.js');

if (existsSync(ENTRY)) {
  loadDotEnv(ROOT);
  await import(pathToFileURL(ENTRY).href);
} else {
  console.error('The bot is not built yet: run "npm start" once, which builds everything.');
  process.exitCode = 1;
}
