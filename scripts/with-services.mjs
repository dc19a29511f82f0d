// Runs a command with an empty PostgreSQL and an empty Redis beside it:
//   node scripts/with-services.mjs [--chromium] -- <command> [arguments]
// The command finds them in TEST_DATABASE_URL and TEST_REDIS_URL, the programs in REDIS_SERVER_PATH and in NGINX_PATH or,
// when asked for, CHROMIUM_PATH and TURNSERVER_PATH. They end with it.
import { spawn } from 'node:child_process';
import os from 'node:os';

import { abortOnSignals } from './lib/signals.mjs';
import { startServices } from './lib/services.mjs';
import { UserError } from './lib/user-error.mjs';

const separator = process.argv.indexOf('--');
const flags = process.argv.slice(2, separator);
const [command, ...args] = process.argv.slice(separator + 1);

if (separator === -1 || command === undefined || flags.some((flag) => flag !== '--chromium')) {
  console.error('Usage: node scripts/with-services.mjs [--chromium] -- <command> [arguments]');
  process.exit(2);
}

const { abort } = abortOnSignals();
try {
  const services = await startServices({
    withChromium: flags.includes('--chromium'),
    abort,
    note: console.log,
  });
  try {
    process.exitCode = await runInForeground(services.environment);
  } finally {
    await services.stop();
  }
} catch (error) {
  if (!abort.aborted) console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}

/**
 * The command owns the terminal, as if it had been started alone; Ctrl-C reaches it directly.
 *
 * @param {Record<string, string>} environment
 * @returns {Promise<number>} its exit code, as a shell tells it
 */
function runInForeground(environment) {
  abort.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    abort.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (os.constants.signals[signal ?? 'SIGTERM'] ?? 0)),
    );
  });
}
