import {
  type CreateRoomRequest,
  type Language,
  ROOM_NAME_MAX_LENGTH,
  type RoomSummary,
  SEARCH_MAX_LENGTH,
  videoName,
} from '@watchparty/shared';
import type { RoomsService } from '../rooms/rooms.service.js';
import { banned, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import type { VideosService } from '../videos/videos.service.js';
import type { OffersRepository } from './offers.repository.js';
import type { UpdatesRepository } from './updates.repository.js';

/** Somebody as Telegram names them to a bot. */
export interface TelegramPerson {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  language: Language;
}

/** The same person as the installation knows them. */
export interface Guest {
  userId: string;
  /** An IANA zone, once the Mini App has told it. */
  timeZone?: string;
}

/** What people do with parties without opening the Mini App. Rooms are made and read by the service that all use. */
export interface PartiesService {
  /**
   * @param mayBotWrite whether what they did shows that the bot may
   * @throws AppError `banned`
   */
  meet(person: TelegramPerson, mayBotWrite?: boolean): Promise<Guest>;
  /** Makes a room of a link, for whoever gets its invitation. @throws AppError `unsupported_video`, `rate_limited` */
  start(guest: Guest, link: string, settings?: PartySettings): Promise<RoomSummary>;
  find(roomId: string): Promise<RoomSummary | undefined>;
  /** Public rooms, newest first. */
  search(text: string): Promise<RoomSummary[]>;
  /** Keeps in mind what room somebody would make. @throws AppError `unsupported_video`, `rate_limited` */
  offer(guest: Guest, link: string): Promise<Offer>;
  /** The room of an offer, made by the first who comes. @throws AppError `room_not_found`, `rate_limited` */
  open(offerId: string): Promise<RoomSummary>;
  /** @returns whether the update is the caller's to handle: of all that ask, the first one's */
  takeUpdate(botId: number, updateId: number): Promise<boolean>;
  /** Somebody blocks the bot, or lets it write again. */
  noteReach(telegramId: number, mayBotWrite: boolean): Promise<void>;
  /** Lets go of what is of no use any more. */
  forget(): Promise<void>;
}

export type PartySettings = Pick<CreateRoomRequest, 'startsAt'>;

export interface Offer {
  id: string;
  name: string;
  thumbnailUrl?: string;
}

export interface PartiesServiceOptions {
  rooms: Pick<RoomsService, 'create' | 'list' | 'summary'>;
  videos: Pick<VideosService, 'preview'>;
  people: PeopleRepository;
  offers: OffersRepository;
  updates: UpdatesRepository;
  now: Now;
}

/** What is asked of those who keep people. */
export interface PeopleRepository {
  upsert(
    person: TelegramPerson & { isPhotoKnown: false; mayBotWrite?: boolean },
    now: number,
  ): Promise<{ user: { id: string }; isBanned: boolean; timeZone?: string }>;
  noteReach(telegramId: number, mayBotWrite: boolean): Promise<void>;
}

const SEARCH_RESULTS = 20;
const DAY_MS = 86_400_000;
const OFFER_KEPT_MS = 30 * DAY_MS;
/** Telegram keeps what it could not bring for a day. */
const UPDATE_KEPT_MS = 3 * DAY_MS;

export function createPartiesService(options: PartiesServiceOptions): PartiesService {
  const { rooms, videos, people, offers, updates, now } = options;

  const nameOf = (video: { title?: string; canonicalUrl: string }): string => {
    const name = videoName({ title: video.title, url: video.canonicalUrl });
    return name.trim().slice(0, ROOM_NAME_MAX_LENGTH).toWellFormed();
  };

  const summaryOf = async (roomId: string): Promise<RoomSummary> => {
    const summary = await rooms.summary(roomId);
    if (!summary) throw roomNotFound();
    return summary;
  };

  return {
    async meet(person, mayBotWrite) {
      const known = await people.upsert(
        { ...person, isPhotoKnown: false, ...(mayBotWrite !== undefined && { mayBotWrite }) },
        now(),
      );
      if (known.isBanned) throw banned();
      return {
        userId: known.user.id,
        ...(known.timeZone !== undefined && { timeZone: known.timeZone }),
      };
    },

    async start({ userId }, link, settings) {
      const video = await videos.preview(link, userId);
      const room = await rooms.create(userId, {
        ...settings,
        name: nameOf(video),
        videoUrl: link,
        isPublic: false,
      });
      return summaryOf(room.id);
    },

    find: rooms.summary,

    async search(text) {
      const search = text.trim().slice(0, SEARCH_MAX_LENGTH).toWellFormed().replaceAll('\0', '');
      const { rooms: found } = await rooms.list(undefined, {
        ...(search !== '' && { search }),
        limit: SEARCH_RESULTS,
      });
      return found;
    },

    async offer({ userId }, link) {
      const video = await videos.preview(link, userId);
      const name = nameOf(video);
      const id = await offers.offer({ userId, url: video.canonicalUrl, name }, now());
      return { id, name, ...(video.thumbnailUrl !== undefined && { thumbnailUrl: video.thumbnailUrl }) };
    },

    async open(offerId) {
      const made = await rooms.summary(offerId);
      if (made) return made;
      const offer = await offers.find(offerId);
      // Begun by somebody else meanwhile, or there is none.
      if (!offer) return summaryOf(offerId);
      const { userId, name, url } = offer;
      await rooms.create(userId, { name, videoUrl: url, isPublic: false }, { id: offerId });
      await offers.drop(offerId);
      return summaryOf(offerId);
    },

    takeUpdate: (botId, updateId) => updates.take(botId, updateId, now()),

    noteReach: people.noteReach,

    async forget() {
      await offers.forget(now() - OFFER_KEPT_MS);
      await updates.forget(now() - UPDATE_KEPT_MS);
    },
  };
}
