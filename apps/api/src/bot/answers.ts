import { offerIdOfStartParam, roomIdOfStartParam, type RoomSummary } from '@watchparty/shared';
import { Composer, InlineKeyboard, type CommandContext, type Context } from 'grammy';
import type { User } from 'grammy/types';
import type { Guest, PartiesService } from '../parties/parties.service.js';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { botLinks } from './bot-links.js';
import type { BotMetrics, CommandKind } from './bot-metrics.js';
import type { MiniApp } from './mini-app.js';
import { partyCard } from './party-card.js';
import type { Patiently } from './patience.js';
import { assumedZone, readStartTime, sayStartTime, type TimeContext } from './start-time.js';
import { languageFor, personOf, textsFor } from './telegram-person.js';
import type { Texts } from './texts.js';

export interface AnswersOptions {
  /** Undefined where it cannot be opened from Telegram: then answers come without a button that opens it. */
  miniApp: MiniApp | undefined;
  appName: string | undefined;
  parties: Pick<PartiesService, 'meet' | 'start' | 'find' | 'open'>;
  /** Of the commands of one person. */
  limiter: RateLimiter;
  patiently: Patiently;
  metrics: BotMetrics;
  now: Now;
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
  const { miniApp, appName, parties, limiter, patiently, metrics, now } = options;
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

  const clockOf = (user: User, timeZone = assumedZone(languageFor(user))): TimeContext => ({
    now: now(),
    timeZone,
  });

  const cardFor = (ctx: Asked, texts: Texts, party: RoomSummary, { timeZone }: Guest): Answer =>
    partyCard({
      party,
      texts,
      ...(party.startsAt !== undefined &&
        party.startsAt > now() && {
          when: sayStartTime(party.startsAt, languageFor(ctx.from), clockOf(ctx.from, timeZone)),
        }),
      links: botLinks(ctx.me.username, appName),
      ...(ctx.chat.type === 'private' && miniApp && { miniApp }),
    });

  answerTo('start', async (texts, ctx) => {
    const payload = ctx.match.trim();
    const [roomId, offerId] = [roomIdOfStartParam(payload), offerIdOfStartParam(payload)];
    const guest = await parties.meet(personOf(ctx.from), true);
    if (offerId !== undefined) return cardFor(ctx, texts, await parties.open(offerId), guest);
    if (roomId === undefined) return { text: texts.start, keyboard: button(texts.open, miniApp?.home) };
    const party = await parties.find(roomId);
    if (!party) throw roomNotFound();
    return cardFor(ctx, texts, party, guest);
  });
  answerTo('help', (texts) => ({ text: texts.help, keyboard: button(texts.open, miniApp?.home) }));
  answerTo('privacy', (texts) => ({
    text: texts.privacy,
    keyboard: button(texts.openProfile, miniApp?.profile),
  }));
  answerTo(
    'party',
    async (texts, ctx) => {
      const [, link, words = ''] = /^(\S+)\s*([\s\S]*)$/.exec(ctx.match.trim()) ?? [];
      if (!link)
        return { text: texts.partyUsage, keyboard: button(texts.open, privately(ctx, miniApp?.home)) };
      const guest = await parties.meet(personOf(ctx.from), ctx.chat.type === 'private' ? true : undefined);
      if (words === '') return cardFor(ctx, texts, await parties.start(guest, link), guest);
      const clock = clockOf(ctx.from, guest.timeZone);
      const startsAt = readStartTime(words, clock);
      if (startsAt === undefined) return { text: texts.badTime(clock.timeZone) };
      return cardFor(ctx, texts, await parties.start(guest, link, { startsAt }), guest);
    },
    { isForGroups: true },
  );
  return composer;
}

/** A button that opens the Mini App may stand in a private chat only: elsewhere Telegram refuses the whole message. */
function privately(ctx: Context, url: string | undefined): string | undefined {
  return ctx.chat?.type === 'private' ? url : undefined;
}
