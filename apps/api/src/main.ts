import { readFileSync } from 'node:fs';
import { createApp } from './app.js';
import { ConfigError, readConfig } from './config.js';
import { createErrorReporter } from './platform/error-reporter.js';
import { stopOnFatalErrors } from './platform/fatal-errors.js';
import { closeLogger, createLogger } from './platform/logger.js';

/** Longest that an orderly end may take, in milliseconds. */
const STOP_TIMEOUT_MS = 10_000;

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

async function main(): Promise<void> {
  const config = readConfig();
  const { nodeId } = config;
  const version = readVersion();
  const rootLogger = createLogger(config.log);
  const logger = rootLogger.child({ nodeId });
  const environment = config.isProduction ? 'production' : 'development';
  const errorReporter = await createErrorReporter({ ...config.sentry, version, environment, nodeId });
  const app = createApp({
    config,
    logger: rootLogger,
    version,
    errorReporter,
    // With a code that a supervisor takes for a reason to start it again.
    onUnfit: () => {
      process.exitCode = 1;
      void stop('unfit');
    },
  });

  let isStopping = false;
  const stop = async (cause: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    logger.info('stopping', { cause });
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    try {
      await app.stop();
      logger.info('stopped');
    } catch (error) {
      logger.error('the end was not orderly', { error });
      process.exitCode = 1;
    }
    await errorReporter.close();
    await closeLogger(rootLogger);
  };
  process.once('SIGINT', () => void stop('SIGINT'));
  process.once('SIGTERM', () => void stop('SIGTERM'));
  stopOnFatalErrors({
    process,
    logger,
    report: (error) => errorReporter.report(error, { nodeId }),
    stop: () => {
      process.exitCode = 1;
      void stop('a fatal error');
    },
  });

  const port = await app.start();
  logger.info('listening', { port, publicUrl: config.http.publicUrl, metricsPort: app.metricsPort });
}

main().catch((error: unknown) => {
  // There may be no logger yet, and whoever started this reads the terminal.
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
});
