import { isUuid } from '@watchparty/shared';
import { Composer, type Context } from 'grammy';
import type { PartiesService } from '../parties/parties.service.js';
import { AppError } from '../platform/errors.js';
import type { RemindersService } from '../reminders/reminders.service.js';
import type { BotMetrics } from './bot-metrics.js';
import type { Patiently } from './patience.js';
import { personOf, textsFor } from './telegram-person.js';

/** What the buttons under a card hand back. Telegram admits 64 bytes. */
export const reminderButton = {
  on: (roomId: string): string => `remind_${roomId}`,
  off: (roomId: string): string => `quiet_${roomId}`,
};
const BUTTON = /^(remind|quiet)_(.+)$/;

export interface ReminderButtonsOptions {
  parties: Pick<PartiesService, 'meet'>;
  reminders: Pick<RemindersService, 'set'>;
  patiently: Patiently;
  metrics: BotMetrics;
}

/** Whoever presses "Remind me" is told at once whether that worked; pressing twice is pressing once. */
export function reminderButtons(options: ReminderButtonsOptions): Composer<Context> {
  const { parties, reminders, patiently, metrics } = options;
  const composer = new Composer();
  composer.on('callback_query:data', async (ctx, next) => {
    const [, what, roomId = ''] = BUTTON.exec(ctx.callbackQuery.data) ?? [];
    if (what === undefined || !isUuid(roomId)) return next();
    const texts = textsFor(ctx.from);
    const isOn = what === 'remind';
    const answer = async (): Promise<string> => {
      try {
        const { userId } = await parties.meet(personOf(ctx.from), ctx.chat?.type === 'private' || undefined);
        await reminders.set(userId, roomId, isOn);
        return isOn ? texts.reminder.isOn : texts.reminder.isOff;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return error.code === 'conflict' ? texts.reminder.tooLate : texts.failed(error);
      }
    };
    const text = await answer();
    await patiently(() => ctx.answerCallbackQuery({ text }));
    metrics.noteUpdate('reminder', 'ok');
  });
  return composer;
}
