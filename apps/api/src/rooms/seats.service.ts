import type { JoinedRoom, Participant } from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import type { PlaybackService } from '../playback/playback.service.js';
import { AppError, bannedFromRoom, roomNotFound } from '../platform/errors.js';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import type { Database, Queryable } from '../platform/postgres/database.js';
import { toPlayback } from '../platform/postgres/playback-row.js';
import type { Presence, PresenceLease } from '../platform/presence/presence.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { Turns } from '../platform/turns.js';
import type { Admission, Admissions } from './admissions.js';
import type { LobbyFeed } from './lobby-feed.js';
import type { NewsMeanwhile } from './news-meanwhile.js';
import { type ParticipantsRepository, type SeatKey, toParticipant } from './participants.repository.js';
import type { RoomPasswords } from './room-passwords.js';
import type { KnownChat, RoomReader } from './room-reader.js';
import { type RoomRow, toRoom } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';
import type { ToldRooms } from './told-rooms.js';

/** Who sits in a room: coming, leaving and vanishing. */
export interface SeatsService {
  /**
   * Lets somebody in, atomically under contention.
   *
   * @throws AppError `room_not_found`, `password_required`, `wrong_password`, `rate_limited`, `room_full`, `banned`
   */
  admit(lease: PresenceLease, password: string | undefined): Promise<Admission>;
  /** Tells the others, once the newcomer's own connection hears the room. */
  announce(lease: PresenceLease, admission: Admission): Promise<void>;
  /** The whole room for somebody who sits in it, with what they have heard of it since they hear it. */
  snapshot(key: SeatKey, known: KnownChat, news: Pick<NewsMeanwhile, 'addTo'>): Promise<JoinedRoom>;
  isSeated(key: SeatKey): Promise<boolean>;
  /** A connection leaves of its own will; with the last one the seat is free. */
  leave(lease: PresenceLease): Promise<void>;
  /** A connection is gone; with the last one its holder is away, and keeps the seat for a while. */
  vanish(lease: PresenceLease): Promise<void>;
}

export interface SeatsServiceOptions {
  database: Database;
  rooms: RoomsRepository;
  participants: ParticipantsRepository;
  passwords: RoomPasswords;
  presence: Presence;
  admissions: Admissions;
  reader: RoomReader;
  chat: Pick<ChatService, 'note'>;
  playback: Pick<PlaybackService, 'pauseEmptyRooms'>;
  /** Rooms wait no longer for the video of whoever is not there. */
  releaseGone: (roomIds: readonly string[]) => Promise<void>;
  /** Whether the host or a moderator keeps somebody out. */
  isBanned: (key: SeatKey) => Promise<boolean>;
  broadcaster: Broadcaster;
  lobby: LobbyFeed;
  /** One after another in each room. */
  turns: Turns;
  told: Pick<ToldRooms, 'get' | 'begin' | 'compare'>;
  /** Connections of this person in this room on this node. */
  countLocalConnections: (key: SeatKey) => number;
  /** Whether one of these connections stands, on whichever node; true where nobody knows. */
  isAnyConnected: (socketIds: readonly string[]) => Promise<boolean>;
  logger: Logger;
  now: Now;
}

/** In a room of up to so many the chat greets newcomers. In a larger one it would be of nothing else. */
const GREETED_SEATS = 50;

export function createSeatsService(options: SeatsServiceOptions): SeatsService {
  const {
    database,
    rooms,
    participants,
    admissions,
    reader,
    passwords,
    presence,
    chat,
    playback,
    releaseGone,
    isBanned,
  } = options;
  const { broadcaster, lobby, turns, told, countLocalConnections, isAnyConnected, logger, now } = options;

  /** Whether another connection still holds the seat, here or on another node. */
  const isHeldElsewhere = async (key: SeatKey): Promise<boolean> => {
    if (countLocalConnections(key) > 0) return true;
    try {
      const socketIds = await presence.socketsOf(key);
      if (socketIds.length === 0) return false;
      if (await isAnyConnected(socketIds)) return true;
      // Their node died, and releases nothing: whoever leaves now must not be kept by a connection of before.
      await Promise.all(socketIds.map((socketId) => presence.release({ ...key, socketId })));
      return false;
    } catch (error) {
      // Without Redis only this node's own connections are known; the keeper puts right what that gets wrong.
      logger.warn('presence is unknown', { error });
      return false;
    }
  };

  /**
   * Acts on the seat of a connection that goes, unless another one holds it. The question and the act stand under the
   * room's lock, where whoever comes in meanwhile either holds a lease already or takes the seat anew.
   *
   * @param act changes the seat, and answers with how to tell
   */
  const giveUp = async (
    lease: PresenceLease,
    act: (tx: Queryable, room: RoomRow) => Promise<(() => Promise<void>) | undefined>,
  ): Promise<void> => {
    await presence.release(lease);
    await turns.take(lease.roomId, async () => {
      const tell = await database.transaction(async (tx) => {
        const room = await rooms.lock(tx, lease.roomId);
        return room && !(await isHeldElsewhere(lease)) ? act(tx, room) : undefined;
      });
      await tell?.();
    });
  };

  const participantOf = async (key: SeatKey): Promise<Participant | undefined> => {
    const row = await participants.find(key);
    return row && toParticipant(row);
  };

  return {
    async admit(lease, password) {
      const { roomId, userId } = lease;
      // Before the seat: a seat without a lease would look like somebody who has vanished.
      await presence.renew([lease]);
      try {
        const first = await admissions.admit({ roomId, userId, passwordHash: null });
        if (first.isIn) return first;
        const { passwordHash } = first;
        await passwords.check({ id: roomId, passwordHash }, userId, password);
        const second = await admissions.admit({ roomId, userId, passwordHash });
        if (second.isIn) return second;
        throw new AppError('password_required', 'The password has just changed.');
      } catch (error) {
        await presence.release(lease);
        throw error;
      }
    },

    async announce(lease, { you, isFirstVisit, tookSeat, seats, formerStandIn }) {
      const { roomId, userId, socketId } = lease;
      const participant = toParticipant(you);
      broadcaster.toRoom(
        roomId,
        'room:participants',
        tookSeat ? { joined: [participant] } : { changed: [participant] },
        { exceptSocketId: socketId },
      );
      if (formerStandIn !== undefined) await announceHost(options, roomId, userId, [formerStandIn]);
      if (isFirstVisit && seats <= GREETED_SEATS) await chat.note(roomId, userId, 'joined');
      lobby.touch(roomId);
    },

    async snapshot(key, known, news) {
      const { row, listed, page, changes } = await reader.read(key.roomId, key.userId, known);
      const { afterSeq } = known;
      if (!row) throw roomNotFound();
      const you = listed.find((participant) => participant.userId === key.userId);
      if (!you) {
        throw (await isBanned(key))
          ? bannedFromRoom()
          : new AppError('conflict', 'You have left this room meanwhile.');
      }
      const reading: JoinedRoom = {
        room: toRoom(row),
        playback: toPlayback(row),
        participants: listed,
        messages: page.messages,
        hasMore: page.hasMore,
        you,
        chatRevision: changes.revision,
        ...(known.afterRevision !== undefined && { changes: changes.changes }),
        ...(changes.hasMore && { hasMoreChanges: true }),
        queueVersion: row.queue_version,
        serverTime: now(),
      };
      const isWhole = listed.length >= row.participant_count;
      const everybody =
        isWhole || told.get(row.id) ? listed : (await participants.seated(row.id)).map(toParticipant);
      // Nothing waits from here on: the healer has to know what the newcomer is told, which is not what was read where
      // a late word of another node contradicts it.
      const joined = news.addTo(reading);
      if (!told.get(row.id)) {
        // What lies behind a page that is not the last, the client fetches itself.
        const isContinued = afterSeq !== undefined && page.hasMore;
        told.begin(
          news.addTo({ ...reading, participants: [...everybody] }),
          isContinued
            ? row.last_message_seq
            : (page.messages.at(-1)?.seq ?? Math.min(afterSeq ?? 0, row.last_message_seq)),
        );
      }
      told.compare(row.id, joined.participants, { isWhole });
      return joined;
    },

    async isSeated(key) {
      const row = await participants.find(key);
      return row?.left_at === null;
    },

    leave: (lease) =>
      giveUp(lease, async (tx, room) => {
        if (!(await participants.leaveSeat(lease, now(), tx))) return undefined;
        return async () => {
          broadcaster.toRoom(lease.roomId, 'room:participants', { left: [lease.userId] });
          await playback.pauseEmptyRooms([lease.roomId]);
          if (room.waiting_for.includes(lease.userId)) await releaseGone([lease.roomId]);
          lobby.touch(lease.roomId);
        };
      }),

    vanish: (lease) =>
      giveUp(lease, async (tx, room) => {
        if (!(await participants.markAway(lease, now(), tx))) return undefined;
        return async () => {
          const changed = await participantOf(lease);
          if (changed) broadcaster.toRoom(lease.roomId, 'room:participants', { changed: [changed] });
          if (room.waiting_for.includes(lease.userId)) await releaseGone([lease.roomId]);
        };
      }),
  };
}

/** Tells a room who hosts it now, and whose role changed with it. */
export async function announceHost(
  {
    rooms,
    participants,
    broadcaster,
    chat,
    lobby,
  }: Pick<SeatsServiceOptions, 'rooms' | 'participants' | 'broadcaster' | 'chat' | 'lobby'>,
  roomId: string,
  hostId: string,
  others: readonly string[],
): Promise<void> {
  const [row, seated] = await Promise.all([rooms.find(roomId), participants.seated(roomId)]);
  if (!row) return;
  const changed = seated
    .filter(({ user_id: userId }) => userId === hostId || others.includes(userId))
    .map(toParticipant);
  broadcaster.toRoom(roomId, 'room:update', { room: toRoom(row) });
  broadcaster.toRoom(roomId, 'room:participants', { changed });
  await chat.note(roomId, hostId, 'host_changed');
  lobby.touch(roomId);
}
