import { readFileSync } from 'node:fs';
import { createApp } from './app.js';
import { ConfigError, readConfig } from './config.js';
import { createLogger } from './platform/logger.js';

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
  const logger = createLogger(config.log);
  const app = createApp({ config, logger, version: readVersion() });

  const stop = (signal: string): void => {
    logger.info('stopping', { signal });
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    app.stop().then(
      () => logger.info('stopped'),
      (error: unknown) => {
        logger.error('the end was not orderly', { error });
        process.exitCode = 1;
      },
    );
  };
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('SIGTERM', () => stop('SIGTERM'));

  const port = await app.start();
  logger.info('listening', { port, publicUrl: config.http.publicUrl });
}

main().catch((error: unknown) => {
  // There may be no logger yet, and whoever started this reads the terminal.
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
});
