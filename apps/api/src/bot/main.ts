import { createApp } from '../app.js';
import { type Config, ConfigError, readConfig } from '../config.js';
import { createLogger } from '../platform/logger.js';
import { type BotConfig, readBotConfig } from './bot-config.js';
import { createBotProcess } from './bot-process.js';

/** Longest that an orderly end may take, in milliseconds. */
const STOP_TIMEOUT_MS = 10_000;

/** What both are told of is told of once. */
function readBoth(): { config: BotConfig; nodeConfig: Config } {
  const problems = new Set<string>();
  const read = <T>(part: () => T): T | undefined => {
    try {
      return part();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return undefined;
    }
  };
  const [config, nodeConfig] = [read(readBotConfig), read(readConfig)];
  if (!config || !nodeConfig) throw new ConfigError([...problems]);
  return { config, nodeConfig };
}

async function main(): Promise<void> {
  const { config, nodeConfig } = readBoth();
  const logger = createLogger({ ...config.log, name: 'bot' });
  // A node that is never started: it has all services, and reaches live nodes through Redis.
  const node = createApp({ config: nodeConfig, logger, version: 'bot' });
  await node.ready();
  const bot = createBotProcess({ config, logger, parties: node.parties, reminders: node.reminders });

  const stop = (signal: string): void => {
    logger.info('stopping', { signal });
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    const end = async (): Promise<void> => {
      await bot.stop();
      await node.stop();
    };
    end().then(
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
