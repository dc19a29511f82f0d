import { Writable } from 'node:stream';
import winston from 'winston';
import { readBotConfig } from '../../src/bot/bot-config.js';
import { createBotProcess, type BotProcess, type BotProcessOptions } from '../../src/bot/bot-process.js';
import { redacting } from '../../src/platform/logger.js';
import { TEST_BOT_TOKEN } from './bot-token.js';
import type { TelegramServer } from './telegram-server.js';
import { TestClock } from './test-clock.js';

export interface TestBot {
  readonly clock: TestClock;
  /** What it has logged, one JSON line each. */
  readonly logged: string[];
  readonly bot: BotProcess;
  /** Asks its health server. */
  get(path: string): Promise<{ status: number; text: string }>;
  /** A line of its metrics, by its beginning. */
  metric(start: string): Promise<number | undefined>;
}

export const BOT_ENVIRONMENT = {
  BOT_TOKEN: TEST_BOT_TOKEN,
  BOT_USERNAME: 'test_party_bot',
  APP_NAME: 'watch',
  PUBLIC_URL: 'https://party.example/',
  BOT_HEALTH_PORT: '0',
  LOG_FORMAT: 'json',
};

/** Short enough that nobody waits, in the same proportions as in production. */
const PAUSES = { firstMs: 5, maxMs: 40, answerMaxMs: 2_000, remindersMs: 5 };
/** As short: how calls are paced has a suite of its own. */
const PACES = {
  all: { calls: 100, windowMs: 1 },
  chat: { calls: 100, windowMs: 1 },
  group: { calls: 100, windowMs: 1 },
};

/** What the bot's process gets from the node that it opens. */
export type BotServices = Pick<BotProcessOptions, 'parties' | 'reminders'>;

export async function startBot(
  telegram: TelegramServer,
  services: BotServices,
  environment: Record<string, string> = {},
  options: Pick<BotProcessOptions, 'random' | 'now'> = {},
): Promise<TestBot> {
  const logged: string[] = [];
  const clock = new TestClock();
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      logged.push(line.toString());
      done();
    },
  });
  const bot = createBotProcess({
    config: readBotConfig({ ...BOT_ENVIRONMENT, BOT_API_ROOT: `${telegram.url}/`, ...environment }),
    logger: winston.createLogger({
      level: 'debug',
      format: winston.format.combine(redacting(), winston.format.json()),
      transports: [new winston.transports.Stream({ stream })],
    }),
    now: clock.now,
    pauses: PAUSES,
    paces: PACES,
    ...services,
    ...options,
  });
  const port = await bot.start();
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return {
    clock,
    logged,
    bot,
    get,
    async metric(start) {
      const { text } = await get('/metrics');
      const line = text.split('\n').find((one) => one.startsWith(start));
      return line === undefined ? undefined : Number(line.split(' ').at(-1));
    },
  };
}
