import { existsSync } from 'node:fs';
import path from 'node:path';

import { UserError } from './user-error.mjs';

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/**
 * What `npm start` takes from the environment. A variable that is set to nothing counts as not set.
 *
 * @typedef {object} StartSettings
 * @property {number} port
 * @property {string} host
 * @property {string} publicUrl without a slash at its end
 * @property {string} [databaseUrl] of the person's own PostgreSQL
 * @property {string} [redisUrl]
 * @property {string} [botToken]
 * @property {string} [jwtSecret]
 * @property {string} logLevel
 */

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {StartSettings}
 */
export function readStartSettings(environment) {
  const port = environment.PORT ? Number(environment.PORT) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT) {
    throw new UserError(`PORT must be a number from 1 to ${HIGHEST_PORT}, and it is "${environment.PORT}".`);
  }
  return {
    port,
    host: environment.HOST || '127.0.0.1',
    publicUrl: (environment.PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, ''),
    databaseUrl: environment.DATABASE_URL || undefined,
    redisUrl: environment.REDIS_URL || undefined,
    botToken: environment.BOT_TOKEN || undefined,
    jwtSecret: environment.JWT_SECRET || undefined,
    logLevel: environment.LOG_LEVEL || 'warn',
  };
}

/**
 * Adds the variables of `.env` to this process; those that are set already win.
 * @param {string} root
 */
export function loadDotEnv(root) {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile?.(file);
}
