import {
  type InviteCardRequest,
  type InviteCardResponse,
  inviteLink,
  type Language,
  type RoomSummary,
} from '@watchparty/shared';
import { AppError, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import { type CardContent, cardContentOf, fingerprintOf } from './card-content.js';
import { CARD_HEIGHT, CARD_WIDTH, type PaintCard } from './card-painter.js';
import type { CardsRepository } from './cards.repository.js';
import type { PrepareMessage } from './prepared-messages.js';

export interface InvitesService {
  /**
   * Has Telegram prepare a message with the room's picture, for this person to send.
   *
   * @throws AppError `room_not_found`, `forbidden`, `rate_limited`, `unavailable`
   */
  prepare(
    inviter: { id: string; telegramId: number },
    roomId: string,
    request: InviteCardRequest,
  ): Promise<InviteCardResponse>;
  /** A picture that was drawn. @throws AppError `not_found` */
  picture(id: string): Promise<Buffer>;
  /** Lets go of pictures that Telegram has fetched long ago. */
  forget(): Promise<void>;
}

export interface InvitesServiceOptions {
  findRoom: (roomId: string) => Promise<RoomSummary | undefined>;
  isMember: (roomId: string, userId: string) => Promise<boolean>;
  cards: CardsRepository;
  paint: PaintCard;
  /** The picture of a video. Never fails. */
  fetchPicture: (url: string) => Promise<Buffer | undefined>;
  prepareMessage: PrepareMessage;
  /** Bounds how often somebody has invitations made. */
  limiter: RateLimiter;
  /** Where pictures are fetched from. */
  publicUrl: string;
  bot: { username?: string; appName?: string };
  now: Now;
}

/** Telegram fetches a picture when the message is prepared, and again when it is sent. */
const CARD_KEPT_MS = 2 * 86_400_000;

const WORDS: Record<Language, { caption: (name: string) => string; join: string }> = {
  ru: { caption: (name) => `Смотрим вместе: ${name}`, join: 'Войти в комнату' },
  en: { caption: (name) => `Watch together: ${name}`, join: 'Join the room' },
};

export function createInvitesService(options: InvitesServiceOptions): InvitesService {
  const { findRoom, isMember, cards, paint, fetchPicture, prepareMessage, limiter, publicUrl, now } = options;
  const { username, appName } = options.bot;

  const draw = async (content: CardContent): Promise<string> => {
    const fingerprint = fingerprintOf(content);
    const known = await cards.find(content.roomId, fingerprint);
    if (known !== undefined) return known;
    const picture = content.thumbnailUrl === undefined ? undefined : await fetchPicture(content.thumbnailUrl);
    const image = await paint(content, picture);
    const shows = content.faces.map(({ userId }) => userId);
    return cards.keep({ roomId: content.roomId, fingerprint, shows, image }, now());
  };

  return {
    async prepare({ id: userId, telegramId }, roomId, { language }) {
      if (!(await isMember(roomId, userId))) {
        if (!(await findRoom(roomId))) throw roomNotFound();
        throw new AppError('forbidden', 'Only members may invite by a card.');
      }
      if (username === undefined || appName === undefined || !publicUrl.startsWith('https:')) {
        throw new AppError('unavailable', 'This installation has no bot that could invite.');
      }
      await consumeOrThrow(limiter, userId);
      const room = await findRoom(roomId);
      if (!room) throw roomNotFound();
      const { caption, join } = WORDS[language];
      const cardId = await draw(cardContentOf(room, language));
      const preparedMessageId = await prepareMessage({
        telegramId,
        id: cardId,
        photoUrl: `${publicUrl}/api/cards/${cardId}.jpg`,
        width: CARD_WIDTH,
        height: CARD_HEIGHT,
        caption: caption(room.name),
        button: { text: join, url: inviteLink(username, appName, roomId) },
      });
      return { preparedMessageId };
    },

    async picture(id) {
      const image = await cards.image(id);
      if (!image) throw new AppError('not_found', 'There is no such picture.');
      return image;
    },

    forget: () => cards.forget(now() - CARD_KEPT_MS),
  };
}
