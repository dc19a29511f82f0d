import type {
  CreateRoomRequest,
  ListParticipantsQuery,
  ListParticipantsResponse,
  ListRoomsQuery,
  ListRoomsResponse,
  Room,
  RoomSummary,
  UpdateRoomRequest,
} from '@watchparty/shared';
import {
  BUFFER_WAIT_DEFAULT,
  PARTICIPANT_PAGE_SIZE,
  ROOM_MAX_PARTICIPANTS_DEFAULT,
  ROOM_PAGE_SIZE,
  SKIP_SHARE_DEFAULT,
  START_MAX_AHEAD_MS,
} from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import type { PlaybackService } from '../playback/playback.service.js';
import { AppError, bannedFromRoom, roomNotFound } from '../platform/errors.js';
import type { Now } from '../platform/now.js';
import { consumeOrThrow, type RateLimiter } from '../platform/rate-limits/rate-limiter.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { Turns } from '../platform/turns.js';
import type { VideosService } from '../videos/videos.service.js';
import type { LobbyFeed } from './lobby-feed.js';
import { type ParticipantsRepository, type SeatKey, toParticipant } from './participants.repository.js';
import { decodeCursor, encodeCursor } from '../platform/list-cursor.js';
import type { RoomPasswords } from './room-passwords.js';
import { type RoomRow, toClosedRoom, toRoom, toRoomSummary } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';

/** Everything about rooms but who sits in them. */
export interface RoomsService {
  /** @throws AppError `rate_limited`, `unsupported_video` */
  create(userId: string, request: CreateRoomRequest, options?: CreateOptions): Promise<Room>;
  /** The room as this person may see it. @throws AppError `room_not_found`, `banned` */
  get(userId: string, roomId: string): Promise<Room>;
  /** @param userId nobody in particular where it is left out */
  list(userId: string | undefined, query: ListRoomsQuery): Promise<ListRoomsResponse>;
  /** What anybody who knows the room's id may know of it, if there is such a room. */
  summary(roomId: string): Promise<RoomSummary | undefined>;
  /** Everybody with a seat, by pages. @throws AppError `room_not_found`, `forbidden`, `banned` */
  participants(
    userId: string,
    roomId: string,
    query: ListParticipantsQuery,
  ): Promise<ListParticipantsResponse>;
  /** @throws AppError `room_not_found`, `forbidden`, `unsupported_video` */
  update(userId: string, roomId: string, request: UpdateRoomRequest): Promise<Room>;
  /** The owner closes the room for good. @throws AppError `room_not_found`, `forbidden` */
  remove(userId: string, roomId: string): Promise<void>;
  /** The operator closes any room. @throws AppError `room_not_found` */
  close(roomId: string): Promise<void>;
  /** For the operator: the rooms that changed last, private ones too. */
  survey(limit: number): Promise<RoomSurvey[]>;
}

export interface CreateOptions {
  /** What the room's id will be; where there is such a room already, that one is the answer. */
  id?: string;
}

/** A room in the operator's list. */
export interface RoomSurvey {
  id: string;
  name: string;
  ownerTelegramId: number;
  isPublic: boolean;
  isPlaying: boolean;
  /** People with a seat. */
  seats: number;
  /** Epoch milliseconds. */
  changedAt: number;
}

export interface RoomsServiceOptions {
  rooms: RoomsRepository;
  participants: ParticipantsRepository;
  passwords: RoomPasswords;
  /** Bounds how many rooms a person makes, where that is to be bounded. */
  creations?: RateLimiter;
  videos: Pick<VideosService, 'resolve'>;
  playback: Pick<PlaybackService, 'replaceVideo' | 'describeLater'>;
  /** A room that is to wait for nobody stops waiting. */
  endUnwantedHold: (roomId: string) => Promise<void>;
  /** Whether the host or a moderator keeps somebody out. */
  isBanned: (key: SeatKey) => Promise<boolean>;
  chat: Pick<ChatService, 'note'>;
  broadcaster: Broadcaster;
  lobby: LobbyFeed;
  turns: Turns;
  now: Now;
}

export function createRoomsService(options: RoomsServiceOptions): RoomsService {
  const {
    rooms,
    participants,
    passwords,
    creations,
    videos,
    playback,
    endUnwantedHold,
    isBanned,
    chat,
    broadcaster,
    lobby,
    turns,
    now,
  } = options;

  const findOrThrow = async (roomId: string): Promise<RoomRow> => {
    const row = await rooms.find(roomId);
    if (!row) throw roomNotFound();
    return row;
  };

  const presentTo = async (userId: string, row: RoomRow): Promise<Room> => {
    const isOpen =
      row.password === null ||
      row.owner_id === userId ||
      (await participants.find({ roomId: row.id, userId })) !== undefined;
    return isOpen ? toRoom(row) : toClosedRoom(row);
  };

  const tellClosed = (row: RoomRow): void => {
    broadcaster.toRoom(row.id, 'room:update', { room: toRoom(row), closed: true });
    broadcaster.emptyRoom(row.id);
    // The lobby has never heard of a private one.
    if (row.is_public) lobby.touch(row.id);
  };

  return {
    async create(userId, request, { id } = {}) {
      refuseBadStart(request.startsAt, now());
      // The link first: a typo must not cost one of the few rooms of this hour.
      const video =
        request.videoUrl === undefined ? undefined : await videos.resolve(request.videoUrl, userId);
      if (creations) await consumeOrThrow(creations, userId);
      const row = await rooms.create(
        {
          id,
          name: request.name,
          ownerId: userId,
          isPublic: request.isPublic ?? true,
          passwordHash: request.password === undefined ? null : await passwords.hash(request.password),
          maxParticipants: request.maxParticipants ?? ROOM_MAX_PARTICIPANTS_DEFAULT,
          controlMode: request.controlMode ?? 'host',
          bufferWait: request.bufferWait ?? BUFFER_WAIT_DEFAULT,
          skipShare: request.skipShare ?? SKIP_SHARE_DEFAULT,
          startsAt: request.startsAt,
          slowMode: request.slowMode ?? 0,
          ...(video && {
            video: {
              url: video.canonicalUrl,
              platform: video.platform,
              title: video.title,
              thumbnailUrl: video.thumbnailUrl,
              duration: video.duration,
              startAt: video.startAt ?? 0,
            },
          }),
        },
        now(),
      );
      if (!row) return toRoom(await findOrThrow(id ?? ''));
      lobby.touch(row.id);
      if (video) playback.describeLater(row.id, video);
      return toRoom(row);
    },

    async get(userId, roomId) {
      const row = await findOrThrow(roomId);
      if (await isBanned({ roomId, userId })) throw bannedFromRoom();
      return presentTo(userId, row);
    },

    async list(userId, { search, platform, mine, upcoming, cursor, limit = ROOM_PAGE_SIZE }) {
      if (upcoming) {
        const planned = await rooms.upcoming(userId, now(), limit);
        return { rooms: planned.map((row) => toRoomSummary(row, userId)), nextCursor: null };
      }
      const rows = await rooms.list({
        ...(mine && { ownedBy: userId }),
        search,
        platform,
        ...(cursor !== undefined && { after: decodeCursor(cursor) }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        rooms: page.map((row) => toRoomSummary(row, userId)),
        nextCursor: rows.length > limit && last ? encodeCursor({ at: last.cursor_at, id: last.id }) : null,
      };
    },

    async summary(roomId) {
      const [row] = await rooms.summaries([roomId]);
      return row && toRoomSummary(row);
    },

    async participants(userId, roomId, { cursor, limit = PARTICIPANT_PAGE_SIZE }) {
      if (!(await participants.find({ roomId, userId }))) {
        await findOrThrow(roomId);
        throw (await isBanned({ roomId, userId }))
          ? bannedFromRoom()
          : new AppError('forbidden', 'Only members may see who is in this room.');
      }
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await participants.page(roomId, { limit, ...(after && { after }) });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        participants: page.map(toParticipant),
        nextCursor:
          rows.length > limit && last ? encodeCursor({ at: last.cursor_at, id: last.user_id }) : null,
      };
    },

    async update(userId, roomId, { videoUrl, password, ...settings }) {
      refuseBadStart(settings.startsAt ?? undefined, now());
      const video = typeof videoUrl === 'string' ? await videos.resolve(videoUrl, userId) : undefined;
      const passwordHash = typeof password === 'string' ? await passwords.hash(password) : password;
      const before = await findOrThrow(roomId);
      const isAllowed = await rooms.updateSettings(roomId, userId, { ...settings, passwordHash });
      if (!isAllowed) {
        await findOrThrow(roomId);
        throw new AppError('forbidden', 'Only the host may change the room.');
      }
      if (settings.bufferWait === 0) await endUnwantedHold(roomId);
      if (videoUrl !== undefined) await playback.replaceVideo(roomId, userId, video ?? null);
      // Read and told in one turn, or of two changes at once the older might be heard last.
      const room = await turns.take(roomId, async () => {
        const newest = toRoom(await findOrThrow(roomId));
        broadcaster.toRoom(roomId, 'room:update', { room: newest });
        return newest;
      });
      if (settings.slowMode !== undefined && settings.slowMode !== before.slow_mode)
        await chat.note(roomId, userId, settings.slowMode === 0 ? 'slow_mode_off' : 'slow_mode_on');
      if (before.is_public && !room.isPublic) lobby.hide(roomId);
      else lobby.touch(roomId);
      return room;
    },

    async remove(userId, roomId) {
      const row = await findOrThrow(roomId);
      if (!(await rooms.deleteOwned(roomId, userId))) {
        throw new AppError('forbidden', 'Only the owner may close the room.');
      }
      tellClosed(row);
    },

    async close(roomId) {
      const row = await findOrThrow(roomId);
      if (!(await rooms.delete(roomId))) throw roomNotFound();
      tellClosed(row);
    },

    survey: rooms.survey,
  };
}

/** A party is planned, and not dated back. @throws AppError `validation_failed` */
function refuseBadStart(startsAt: number | undefined, now: number): void {
  if (startsAt === undefined || (startsAt > now && startsAt <= now + START_MAX_AHEAD_MS)) return;
  const message = 'startsAt must lie ahead, and within a year';
  throw new AppError('validation_failed', message, { details: [{ path: 'startsAt', message }] });
}
