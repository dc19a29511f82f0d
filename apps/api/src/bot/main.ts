import { ConfigError } from '../config.js';
import { createLogger } from '../platform/logger.js';
import { readBotConfig } from './bot-config.js';
import { createBotProcess } from './bot-process.js';

/** Longest that an orderly end may take, in milliseconds. */
const STOP_TIMEOUT_MS = 10_000;

async function main(): Promise<void> {
  const config = readBotConfig();
  const logger = createLogger({ ...config.log, name: 'bot' });
  const bot = createBotProcess({ config, logger });

  const stop = (signal: string): void => {
    logger.info('stopping', { signal });
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    bot.stop().then(
      () => logger.info('stopped'),
      (error: unknown) => {
        logger.error('the end was not orderly', { error });
        process.exitCode = 1;
      },
    );
  };
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('SIGTERM', () => stop('SIGTERM'));

  const healthPort = await bot.start();
  logger.info('started', { healthPort, publicUrl: config.publicUrl });
}

main().catch((error: unknown) => {
  // There may be no logger yet, and whoever started this reads the terminal.
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
});
