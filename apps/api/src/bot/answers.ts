import { languageOf, roomIdOfStartParam } from '@watchparty/shared';
import { Composer, InlineKeyboard, type CommandContext, type Context } from 'grammy';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import type { BotMetrics, UpdateKind } from './bot-metrics.js';
import type { MiniApp } from './mini-app.js';
import type { Patiently } from './patience.js';
import { TEXTS, type Texts } from './texts.js';

export interface AnswersOptions {
  /** Undefined where it cannot be opened from Telegram: then answers come without a button. */
  miniApp: MiniApp | undefined;
  /** Of the commands of one person. */
  limiter: RateLimiter;
  patiently: Patiently;
  metrics: BotMetrics;
}

interface Answer {
  text: string;
  button: { label: string; url: string } | undefined;
}

/** What people get to hear. Only private chats are answered: in a group, a button may not open the Mini App. */
export function answers({ miniApp, limiter, patiently, metrics }: AnswersOptions): Composer<Context> {
  const composer = new Composer();
  const people = composer.chatType('private');

  const answerTo = (kind: UpdateKind, compose: (texts: Texts, payload: string) => Answer): void => {
    people.command(kind, async (ctx) => {
      // Whoever floods the bot would use up what Telegram lets it send to everybody.
      const verdict = await limiter.consume(`chat:${ctx.chat.id}`);
      if (!verdict.allowed) {
        metrics.noteUpdate('limited', 'ok');
        return;
      }
      try {
        await reply(ctx, compose(TEXTS[languageOf(ctx.from.language_code ?? '')], ctx.match.trim()));
        metrics.noteUpdate(kind, 'ok');
      } catch (error) {
        metrics.noteUpdate(kind, 'failed');
        throw error;
      }
    });
  };

  function reply(ctx: CommandContext<Context>, { text, button }: Answer): Promise<unknown> {
    return patiently(() =>
      ctx.reply(text, {
        link_preview_options: { is_disabled: true },
        ...(button && { reply_markup: new InlineKeyboard().webApp(button.label, button.url) }),
      }),
    );
  }

  answerTo('start', (texts, payload) => {
    const roomId = roomIdOfStartParam(payload);
    return roomId === undefined
      ? { text: texts.start, button: miniApp && { label: texts.open, url: miniApp.home } }
      : { text: texts.invited, button: miniApp && { label: texts.openRoom, url: miniApp.room(roomId) } };
  });
  answerTo('help', (texts) => ({
    text: texts.help,
    button: miniApp && { label: texts.open, url: miniApp.home },
  }));
  answerTo('privacy', (texts) => ({
    text: texts.privacy,
    button: miniApp && { label: texts.openProfile, url: miniApp.profile },
  }));
  composer.use(() => metrics.noteUpdate('ignored', 'ok'));
  return composer;
}
