// Brings a database to the newest version of migrations/.
//   DATABASE_URL=postgres://... node scripts/migrate.mjs
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { databaseUrlOf } from './lib/database-url.mjs';

const CONNECTION_TIMEOUT_MS = 10_000;
const MIGRATIONS = path.resolve(import.meta.dirname, '../migrations');

/**
 * Runs what has not run yet, all of it or nothing.
 *
 * @param {object} options
 * @param {string} options.databaseUrl
 * @param {string} [options.schema] made when it is missing, so that each file of tests has tables of its own
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<string[]>} names of the migrations that ran
 */
export async function migrate({ databaseUrl, schema, log = () => {} }) {
  // Not at the top: `npm start` imports this file before anything is installed.
  const { runner } = await import('node-pg-migrate');
  const ran = await runner({
    databaseUrl: { connectionString: databaseUrl, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS },
    dir: MIGRATIONS,
    direction: 'up',
    migrationsTable: 'pgmigrations',
    singleTransaction: true,
    checkOrder: true,
    // Two that start at once take turns: the second finds nothing left to do.
    advisoryLockMode: 'wait',
    // `public` stays in sight for what belongs to the whole database, such as extensions.
    ...(schema === undefined
      ? {}
      : { schema: [schema, 'public'], createSchema: true, migrationsSchema: schema }),
    logger: { info: log, warn: log, error: log },
  });
  return ran.map(({ name }) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const databaseUrl = databaseUrlOf(process.env, (file) => readFileSync(file, 'utf8'));
  if (!databaseUrl) {
    console.error('Set DATABASE_URL to the database to migrate.');
    process.exitCode = 1;
  } else {
    await migrate({ databaseUrl, log: console.log });
  }
}
