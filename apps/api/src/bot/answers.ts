import { languageOf, offerIdOfStartParam, roomIdOfStartParam, type RoomSummary } from '@watchparty/shared';
import { Composer, InlineKeyboard, type CommandContext, type Context } from 'grammy';
import type { User } from 'grammy/types';
import type { PartiesService, TelegramPerson } from '../parties/parties.service.js';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { botLinks } from './bot-links.js';
import type { BotMetrics, CommandKind } from './bot-metrics.js';
import type { MiniApp } from './mini-app.js';
import { partyCard } from './party-card.js';
import type { Patiently } from './patience.js';
import { TEXTS, type Texts } from './texts.js';

export interface AnswersOptions {
  /** Undefined where it cannot be opened from Telegram: then answers come without a button that opens it. */
  miniApp: MiniApp | undefined;
  appName: string | undefined;
  parties: Pick<PartiesService, 'meet' | 'start' | 'find' | 'open'>;
  /** Of the commands of one person. */
  limiter: RateLimiter;
  patiently: Patiently;
  metrics: BotMetrics;
}

interface Answer {
  text: string;
  keyboard?: InlineKeyboard;
}

type Asked = CommandContext<Context> & { from: User };

/**
 * What people get to hear of their commands. Parties are made in groups too; everything else is for private chats, so
 * that groups stay quiet.
 */
export function answers(options: AnswersOptions): Composer<Context> {
  const { miniApp, appName, parties, limiter, patiently, metrics } = options;
  const composer = new Composer();

  const button = (label: string, url: string | undefined): InlineKeyboard | undefined =>
    url === undefined ? undefined : new InlineKeyboard().webApp(label, url);

  const answerTo = (
    kind: CommandKind,
    compose: (texts: Texts, ctx: Asked) => Answer | Promise<Answer>,
    { isForGroups = false } = {},
  ): void => {
    composer
      .chatType(isForGroups ? ['private', 'group', 'supergroup'] : 'private')
      // A channel or an anonymous admin is nobody who could own a room.
      .filter((ctx): ctx is typeof ctx & { from: User } => ctx.from !== undefined && !ctx.from.is_bot)
      .command(kind, async (ctx) => {
        // Whoever floods the bot would use up what Telegram lets it send to everybody.
        const verdict = await limiter.consume(`person:${ctx.from.id}`);
        if (!verdict.allowed) {
          metrics.noteUpdate('limited', 'ok');
          return;
        }
        const texts = textsFor(ctx.from);
        try {
          await reply(ctx, await orInWords(ctx, texts, () => compose(texts, ctx)));
          metrics.noteUpdate(kind, 'ok');
        } catch (error) {
          metrics.noteUpdate(kind, 'failed');
          throw error;
        }
      });
  };

  const reply = (ctx: Context, { text, keyboard }: Answer): Promise<unknown> =>
    patiently(() =>
      ctx.reply(text, {
        link_preview_options: { is_disabled: true },
        ...(keyboard && { reply_markup: keyboard }),
      }),
    );

  /** What breaks a rule is told to whoever did; what fails is told and logged. */
  const orInWords = async (
    ctx: Context,
    texts: Texts,
    work: () => Answer | Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { text: texts.failed(error), keyboard: button(texts.open, privately(ctx, miniApp?.home)) };
    }
  };

  const cardFor = (ctx: Asked, texts: Texts, party: RoomSummary): Answer =>
    partyCard({
      party,
      texts,
      links: botLinks(ctx.me.username, appName),
      ...(ctx.chat.type === 'private' && miniApp && { miniApp }),
    });

  answerTo('start', async (texts, ctx) => {
    const payload = ctx.match.trim();
    const [roomId, offerId] = [roomIdOfStartParam(payload), offerIdOfStartParam(payload)];
    await parties.meet(personOf(ctx.from), true);
    if (offerId !== undefined) return cardFor(ctx, texts, await parties.open(offerId));
    if (roomId === undefined) return { text: texts.start, keyboard: button(texts.open, miniApp?.home) };
    const party = await parties.find(roomId);
    if (!party) throw roomNotFound();
    return cardFor(ctx, texts, party);
  });
  answerTo('help', (texts) => ({ text: texts.help, keyboard: button(texts.open, miniApp?.home) }));
  answerTo('privacy', (texts) => ({
    text: texts.privacy,
    keyboard: button(texts.openProfile, miniApp?.profile),
  }));
  answerTo(
    'party',
    async (texts, ctx) => {
      const [link] = ctx.match.trim().split(/\s+/);
      if (!link)
        return { text: texts.partyUsage, keyboard: button(texts.open, privately(ctx, miniApp?.home)) };
      const guest = await parties.meet(personOf(ctx.from), ctx.chat.type === 'private' ? true : undefined);
      return cardFor(ctx, texts, await parties.start(guest, link));
    },
    { isForGroups: true },
  );
  composer.use(() => metrics.noteUpdate('ignored', 'ok'));
  return composer;
}

/** A button that opens the Mini App may stand in a private chat only: elsewhere Telegram refuses the whole message. */
function privately(ctx: Context, url: string | undefined): string | undefined {
  return ctx.chat?.type === 'private' ? url : undefined;
}

function textsFor({ language_code: tag = '' }: User): Texts {
  return TEXTS[languageOf(tag)];
}

function personOf(user: User): TelegramPerson {
  return {
    id: user.id,
    firstName: user.first_name,
    ...(user.last_name !== undefined && { lastName: user.last_name }),
    ...(user.username !== undefined && { username: user.username }),
    language: languageOf(user.language_code ?? ''),
  };
}
