import { createApp } from '../app.js';
import { type Config, ConfigError, readConfig } from '../config.js';
import { createLogger } from '../platform/logger.js';
import { OperatorError } from './command.js';
import type { OpenedInstallation } from './operations.js';
import { runOperator } from './run-operator.js';

/** A node that is never started: it has all services, and reaches live nodes through Redis. */
async function open(): Promise<OpenedInstallation> {
  const app = createApp({
    config: readConfigOrExplain(),
    // The outcome alone goes to standard output.
    logger: createLogger({ level: 'warn', toStderr: true }),
    version: 'operator',
  });
  await app.ready();
  return { operations: app.operations, close: app.stop };
}

function readConfigOrExplain(): Config {
  try {
    return readConfig();
  } catch (error) {
    throw error instanceof ConfigError ? new OperatorError(error.message) : error;
  }
}

// Whoever reads the outcome, such as `head`, may have enough of it.
process.stdout.on('error', () => undefined);
process.exitCode = await runOperator(process.argv.slice(2), {
  open,
  write: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
