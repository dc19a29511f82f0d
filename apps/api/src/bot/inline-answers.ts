import type { RoomSummary } from '@watchparty/shared';
import { Composer, InlineKeyboard, InlineQueryResultBuilder, type Context } from 'grammy';
import type { InlineQueryResult } from 'grammy/types';
import type { PartiesService } from '../parties/parties.service.js';
import { AppError } from '../platform/errors.js';
import type { RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { botLinks } from './bot-links.js';
import type { BotMetrics } from './bot-metrics.js';
import { partyText } from './party-card.js';
import type { Patiently } from './patience.js';
import { personOf, textsFor } from './telegram-person.js';
import type { Texts } from './texts.js';

export interface InlineAnswersOptions {
  appName: string | undefined;
  parties: Pick<PartiesService, 'meet' | 'offer' | 'open' | 'search'>;
  /** Of what one person types. */
  limiter: RateLimiter;
  patiently: Patiently;
  metrics: BotMetrics;
}

/** Telegram asks anew with every letter that is typed; what was found seconds ago will do. */
const CACHE_SECONDS = 5;
const OFFER_RESULT = /^offer_([\da-f-]{36})$/;
/** Something with a dot in it and no space: whether it is a video is for the reader of links to say. */
const LINK_LIKE = /^\S+\.\S+$/;

/**
 * What somebody is offered who types the bot's name in any chat: public rooms, or of a link the party that it would make.
 * Typing makes no room: the first who opens the party does, or Telegram's word that it was sent.
 */
export function inlineAnswers(options: InlineAnswersOptions): Composer<Context> {
  const { appName, parties, limiter, patiently, metrics } = options;
  const composer = new Composer();

  const resultsFor = async (
    ctx: Context & { inlineQuery: { query: string } },
  ): Promise<InlineQueryResult[]> => {
    const { from } = ctx;
    if (!from) return [];
    const query = ctx.inlineQuery.query.trim();
    const texts = textsFor(from);
    const links = botLinks(ctx.me.username, appName);
    if (LINK_LIKE.test(query)) {
      const offer = await readLink(() => offerOf(query, ctx));
      if (offer) return [offerResult(offer, texts, links.offer(offer.id))];
    }
    const rooms = await parties.search(query);
    return rooms.map((room) => roomResult(room, texts, links.room(room.id)));
  };

  const offerOf = async (link: string, { from }: Context) => {
    if (!from) return undefined;
    return parties.offer(await parties.meet(personOf(from)), link);
  };

  composer.on('inline_query', async (ctx) => {
    const verdict = await limiter.consume(`person:${ctx.from.id}`);
    if (!verdict.allowed) {
      metrics.noteUpdate('limited', 'ok');
      return;
    }
    const results = await resultsFor(ctx);
    await patiently(() => ctx.answerInlineQuery(results, { cache_time: CACHE_SECONDS, is_personal: true }));
    metrics.noteUpdate('inline', 'ok');
  });

  composer.on('chosen_inline_result', async (ctx) => {
    const [, offerId] = OFFER_RESULT.exec(ctx.chosenInlineResult.result_id) ?? [];
    // Whoever opens it before or after finds the same room.
    if (offerId !== undefined) await parties.open(offerId);
    metrics.noteUpdate('chosen', 'ok');
  });
  return composer;
}

/** What is no video may be the name of a room. */
async function readLink<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported_video') return undefined;
    throw error;
  }
}

function roomResult(room: RoomSummary, texts: Texts, url: string): InlineQueryResult {
  return InlineQueryResultBuilder.article(`room_${room.id}`, room.name, {
    description: texts.inline.room(room.hostName, room.participantCount),
    ...pictureOf(room.videoThumbnailUrl),
    reply_markup: new InlineKeyboard().url(texts.openRoom, url),
  }).text(partyText(room, texts), { link_preview_options: { is_disabled: true } });
}

function offerResult(
  { id, name, thumbnailUrl }: { id: string; name: string; thumbnailUrl?: string },
  texts: Texts,
  url: string,
): InlineQueryResult {
  return InlineQueryResultBuilder.article(`offer_${id}`, texts.inline.start, {
    description: name,
    ...pictureOf(thumbnailUrl),
    reply_markup: new InlineKeyboard().url(texts.openRoom, url),
  }).text(`🎬 ${name}\n${texts.inline.offered}`, { link_preview_options: { is_disabled: true } });
}

/** Telegram refuses the whole answer for an address that it cannot fetch, such as the path of a sample. */
function pictureOf(thumbnailUrl: string | undefined): { thumbnail_url?: string } {
  return thumbnailUrl?.startsWith('https://') ? { thumbnail_url: thumbnailUrl } : {};
}
