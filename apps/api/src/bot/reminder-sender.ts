import { GrammyError, HttpError, InlineKeyboard, type Api } from 'grammy';
import type { PartiesService } from '../parties/parties.service.js';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import type { DueReminder, RemindersService } from '../reminders/reminders.service.js';
import type { BotLinks } from './bot-links.js';
import type { BotMetrics } from './bot-metrics.js';
import { failureOf } from './failure.js';
import type { MiniApp } from './mini-app.js';
import { pause } from './pause.js';
import { reminderButton } from './reminder-buttons.js';
import { assumedZone, sayStartTime } from './start-time.js';
import { TEXTS } from './texts.js';

/** Taken at a time: a process that dies takes no more with it than these. */
const BATCH_SIZE = 20;
const FORBIDDEN = 403;

export interface ReminderSenderOptions {
  api: Pick<Api, 'sendMessage'>;
  reminders: Pick<RemindersService, 'take' | 'giveBack'>;
  parties: Pick<PartiesService, 'noteReach'>;
  miniApp: MiniApp | undefined;
  links: BotLinks;
  metrics: BotMetrics;
  stopping: AbortSignal;
  logger: Logger;
  now: Now;
}

/**
 * Says what is due, however many processes do so: each word is taken in the database before it is said. Nobody hears it
 * twice; it is said later where Telegram surely has not taken it, and lost where nobody knows.
 */
export function createReminderSender(options: ReminderSenderOptions): () => Promise<void> {
  const { api, reminders, parties, miniApp, links, metrics, stopping, logger, now } = options;

  const say = async (due: DueReminder): Promise<void> => {
    const { kind, telegramId, roomId, name, startsAt, language = 'ru', timeZone } = due;
    const texts = TEXTS[language];
    const when = sayStartTime(startsAt, language, {
      now: now(),
      timeZone: timeZone ?? assumedZone(language),
    });
    const keyboard = miniApp
      ? new InlineKeyboard().webApp(texts.openRoom, miniApp.room(roomId))
      : new InlineKeyboard().url(texts.openRoom, links.room(roomId));
    if (kind === 'soon') keyboard.row().text(texts.reminder.quiet, reminderButton.off(roomId));
    await api.sendMessage(telegramId, texts.reminder[kind](name, when), {
      link_preview_options: { is_disabled: true },
      reply_markup: keyboard,
    });
  };

  /** @returns how long nothing should be said, in milliseconds */
  const sayOrGiveBack = async (due: DueReminder): Promise<number> => {
    try {
      await say(due);
      metrics.noteReminder(due.kind, 'sent');
      return 0;
    } catch (error) {
      const failure = failureOf(error);
      const isUntaken = wasNotTaken(error);
      metrics.noteReminder(due.kind, isUntaken ? 'put_off' : 'failed');
      if (isUntaken) await reminders.giveBack(due);
      else if (error instanceof GrammyError && error.error_code === FORBIDDEN) {
        await parties.noteReach(due.telegramId, false);
      } else logger.warn('a reminder was not said', { error: failure });
      return failure.retryAfterMs ?? 0;
    }
  };

  return async () => {
    for (let isMore = true; isMore && !stopping.aborted;) {
      const taken = await reminders.take(BATCH_SIZE);
      const waits = await Promise.all(taken.map(sayOrGiveBack));
      const waitMs = Math.max(0, ...waits);
      if (waitMs > 0) await pause(waitMs, stopping);
      isMore = taken.length > 0 && waits.every((wait) => wait === 0) && taken.length >= BATCH_SIZE;
    }
  };
}

/** Before a connection stands nothing is taken. */
const NO_CONNECTION = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

function wasNotTaken(error: unknown): boolean {
  if (error instanceof GrammyError) return error.error_code === 429;
  return error instanceof HttpError && NO_CONNECTION.test(failureOf(error).reason);
}
