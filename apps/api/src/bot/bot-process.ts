import { Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import { createRateLimiter } from '../platform/rate-limits/create-rate-limiter.js';
import { answers } from './answers.js';
import type { BotConfig } from './bot-config.js';
import { createBotHealth } from './bot-health.js';
import { createBotMetrics } from './bot-metrics.js';
import { failureOf } from './failure.js';
import { introduce } from './introduction.js';
import { miniAppAt } from './mini-app.js';
import { createPatience } from './patience.js';
import { createPersistence } from './persistence.js';
import { pollUpdates } from './poller.js';
import { countCalls, createTelegramCalls, forGrammy } from './telegram-calls.js';

export interface BotProcessOptions {
  config: BotConfig;
  logger: Logger;
  now?: Now;
  random?: () => number;
  pauses?: Pauses;
}

interface Pauses {
  firstMs: number;
  /** Longest pause between two tries at reaching Telegram. */
  maxMs: number;
  /** Longest pause before another try at an answer. */
  answerMaxMs: number;
}

/** The bot, with all that it needs. */
export interface BotProcess {
  /** Begins to serve health, and to talk to Telegram as soon as it answers. @returns the port of the health server */
  start(): Promise<number>;
  /** Finishes the updates in work, and tells Telegram which ones are done. */
  stop(): Promise<void>;
}

const PAUSES: Pauses = { firstMs: 1_000, maxMs: 30_000, answerMaxMs: 3_000 };
const CALL_TIMEOUT_S = 10;
/** Short, so that an answer under way when the process stops still comes to its end. */
const ANSWER_TIMEOUT_S = 5;
/** Longer than Telegram holds a long poll. */
const POLL_TIMEOUT_S = 40;
const COMMANDS_A_PERSON = { points: 20, windowMs: 60_000 };

/** The composition root of this process. */
export function createBotProcess({
  config,
  logger,
  now = Date.now,
  random = Math.random,
  pauses = PAUSES,
}: BotProcessOptions): BotProcess {
  const stop = new AbortController();
  const stopping = stop.signal;
  const metrics = createBotMetrics({ now });
  const { token, apiRoot } = config.telegram;
  const setUp = createTelegramCalls({ token, apiRoot, timeoutSeconds: CALL_TIMEOUT_S, metrics });
  const polling = createTelegramCalls({ token, apiRoot, timeoutSeconds: POLL_TIMEOUT_S, metrics });
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: ANSWER_TIMEOUT_S } });
  bot.api.config.use(countCalls(metrics));

  const miniApp = miniAppAt(config.publicUrl);
  const persistence = createPersistence({
    ...pauses,
    logger,
    onOutage: metrics.noteOutage,
    random,
    stopping,
  });
  bot.use(
    answers({
      miniApp,
      limiter: createRateLimiter({ name: 'bot', limit: COMMANDS_A_PERSON, logger }),
      patiently: createPatience({ firstMs: pauses.firstMs, maxMs: pauses.answerMaxMs, random, stopping }),
      metrics,
    }),
  );
  let isPolling = false;
  const health = createBotHealth({
    ...config.health,
    metrics,
    isPolling: () => isPolling && !stopping.aborted,
  });

  async function handle(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      // The error itself knows the whole update, and with it what somebody wrote.
      const failure = failureOf(error instanceof BotError ? error.error : error);
      logger.warn('an update was not answered', { updateId: update.update_id, error: failure });
    }
  }

  async function run(): Promise<void> {
    const me = await introduce({
      api: setUp,
      username: config.username,
      miniApp,
      persistence,
      stopping,
      logger,
    });
    if (me === undefined) return;
    bot.botInfo = me;
    logger.info('the bot listens', { botUsername: me.username });
    await pollUpdates({
      getUpdates: (request, signal) =>
        polling.getUpdates({ ...request, allowed_updates: ['message'] }, forGrammy(signal)),
      handle,
      notePoll() {
        isPolling = true;
        metrics.notePoll();
      },
      persistence,
      stopping,
      logger,
    });
  }

  let running: Promise<void> = Promise.resolve();
  return {
    async start() {
      const port = await health.start();
      running = run();
      return port;
    },
    async stop() {
      stop.abort();
      await running;
      await health.stop();
    },
  };
}
