import { Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import type { RateLimit } from '../platform/rate-limits/rate-limit.js';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { createRateLimiter } from '../platform/rate-limits/create-rate-limiter.js';
import { createJob } from '../platform/jobs/job.js';
import type { RemindersService } from '../reminders/reminders.service.js';
import { botLinks } from './bot-links.js';
import { reminderButtons } from './reminder-buttons.js';
import { createReminderSender } from './reminder-sender.js';
import type { PartiesService } from '../parties/parties.service.js';
import { createTurns } from '../platform/turns.js';
import { answers } from './answers.js';
import { type CallPaces, paceCalls, TELEGRAM_PACES } from './call-pace.js';
import type { BotConfig } from './bot-config.js';
import { createBotHealth } from './bot-health.js';
import { createBotMetrics } from './bot-metrics.js';
import { failureOf } from './failure.js';
import { inlineAnswers } from './inline-answers.js';
import { ALLOWED_UPDATES, introduce, registerWebhook } from './introduction.js';
import { miniAppAt } from './mini-app.js';
import { createPatience } from './patience.js';
import { createPersistence } from './persistence.js';
import { chatKeyOf } from './chat-key.js';
import { pollUpdates } from './poller.js';
import { createWebhook } from './webhook.js';
import { watchWebhook } from './webhook-watch.js';
import { reachNotes } from './reach-notes.js';
import { countCalls, createTelegramCalls, forGrammy } from './telegram-calls.js';

export interface BotProcessOptions {
  config: BotConfig;
  logger: Logger;
  now?: Now;
  random?: () => number;
  pauses?: Pauses;
  paces?: CallPaces;
  parties: PartiesService;
  reminders: RemindersService;
}

interface Pauses {
  firstMs: number;
  /** Longest pause between two tries at reaching Telegram. */
  maxMs: number;
  /** Longest pause before another try at an answer. */
  answerMaxMs: number;
  /** How often somebody looks whether a reminder is due. */
  remindersMs: number;
}

/** The bot, with all that it needs. */
export interface BotProcess {
  /** Begins to serve health, and to talk to Telegram as soon as it answers. @returns the port of the health server */
  start(): Promise<number>;
  /** Finishes the updates in work, and tells Telegram which ones are done. */
  stop(): Promise<void>;
}

const PAUSES: Pauses = { firstMs: 1_000, maxMs: 30_000, answerMaxMs: 3_000, remindersMs: 10_000 };
const CALL_TIMEOUT_S = 10;
/** Short, so that an answer under way when the process stops still comes to its end. */
const ANSWER_TIMEOUT_S = 5;
/** Longer than Telegram holds a long poll. */
const POLL_TIMEOUT_S = 40;
/** Answers to one person go out once a second, and others in the same batch wait for the last of them. */
const COMMANDS_A_PERSON = { points: 5, windowMs: 10_000 };

/** Telegram asks with every letter that somebody types. */
const LETTERS_A_PERSON = { points: 60, windowMs: 60_000 };

/** The composition root of this process. */
export function createBotProcess({
  config,
  logger,
  now = Date.now,
  random = Math.random,
  pauses = PAUSES,
  paces = TELEGRAM_PACES,
  parties,
  reminders,
}: BotProcessOptions): BotProcess {
  const stop = new AbortController();
  const stopping = stop.signal;
  const metrics = createBotMetrics({ now });
  const { token, apiRoot } = config.telegram;
  const setUp = createTelegramCalls({ token, apiRoot, timeoutSeconds: CALL_TIMEOUT_S, metrics });
  const polling = createTelegramCalls({ token, apiRoot, timeoutSeconds: POLL_TIMEOUT_S, metrics });
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: ANSWER_TIMEOUT_S } });
  bot.api.config.use(
    countCalls(metrics),
    paceCalls({ paces, now: performance.now.bind(performance), stopping }),
  );

  const miniApp = miniAppAt(config.publicUrl);
  const persistence = createPersistence({
    ...pauses,
    logger,
    onOutage: metrics.noteOutage,
    random,
    stopping,
  });
  const patiently = createPatience({
    firstMs: pauses.firstMs,
    maxMs: pauses.answerMaxMs,
    random,
    stopping,
  });
  const limiterOf = (name: string, limit: RateLimit): RateLimiter =>
    createRateLimiter({ name, limit, logger });
  const { appName } = config;
  bot.use(
    answers({
      miniApp,
      appName,
      parties,
      limiter: limiterOf('bot', COMMANDS_A_PERSON),
      patiently,
      metrics,
      now,
    }),
    reminderButtons({ parties, reminders, patiently, metrics }),
    inlineAnswers({ appName, parties, limiter: limiterOf('inline', LETTERS_A_PERSON), patiently, metrics }),
    reachNotes({ parties, metrics }),
    () => metrics.noteUpdate('ignored', 'ok'),
  );
  let isListening = false;
  const health = createBotHealth({
    ...config.health,
    metrics,
    isListening: () => isListening && !stopping.aborted,
  });

  /** Where the database is away, all that is left are words, and those may come twice rather than not at all. */
  const isOurs = async (update: Update): Promise<boolean> => {
    try {
      return await parties.takeUpdate(bot.botInfo.id, update.update_id);
    } catch (error) {
      logger.warn('whether an update was handled before is not known', { updateId: update.update_id, error });
      return true;
    }
  };

  async function handle(update: Update): Promise<void> {
    if (!(await isOurs(update))) {
      metrics.noteUpdate('repeated', 'ok');
      return;
    }
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      // The error itself knows the whole update, and with it what somebody wrote.
      const failure = failureOf(error instanceof BotError ? error.error : error);
      logger.warn('an update was not answered', { updateId: update.update_id, error: failure });
    }
  }

  const inTurn = createTurns();
  const webhook =
    config.webhook &&
    createWebhook({
      ...config.webhook,
      // As with polling: what comes from one chat is handled in its order.
      handle: (update) => inTurn.take(chatKeyOf(update), () => handle(update)),
      noteCall: metrics.notePoll,
    });

  async function run(): Promise<void> {
    const me = await introduce({
      api: setUp,
      username: config.username,
      miniApp,
      webhook: config.webhook,
      persistence,
      stopping,
      logger,
    });
    if (me === undefined) return;
    bot.botInfo = me;
    logger.info('the bot listens', { botUsername: me.username });
    const sayReminders = createJob({
      name: 'reminders',
      everyMs: pauses.remindersMs,
      run: createReminderSender({
        api: bot.api,
        reminders,
        parties,
        miniApp,
        links: botLinks(me.username, appName),
        metrics,
        stopping,
        logger,
        now,
      }),
      logger,
      onRun: () => undefined,
    });
    sayReminders.start();
    await listen();
    await sayReminders.stop();
  }

  const noteContact = (): void => {
    isListening = true;
    metrics.notePoll();
  };

  /** Until the process stops. */
  async function listen(): Promise<void> {
    const { webhook: settings } = config;
    if (webhook && settings) {
      await webhook.start();
      await watchWebhook({
        api: setUp,
        url: settings.url,
        register: () => registerWebhook(setUp, settings, stopping),
        noteContact,
        persistence,
        stopping,
        logger,
      });
      await webhook.stop();
      return;
    }
    await pollUpdates({
      getUpdates: (request, signal) =>
        polling.getUpdates({ ...request, allowed_updates: ALLOWED_UPDATES }, forGrammy(signal)),
      handle,
      notePoll: noteContact,
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
