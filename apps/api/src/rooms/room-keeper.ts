import type { ChatService } from '../chat/chat.service.js';
import type { PlaybackService } from '../playback/playback.service.js';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import type { Database } from '../platform/postgres/database.js';
import type { Presence, PresenceLease } from '../platform/presence/presence.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { HostsRepository, RoomsOfErased } from './hosts.repository.js';
import type { LobbyFeed } from './lobby-feed.js';
import { type ParticipantsRepository, type SeatKey, toParticipant } from './participants.repository.js';
import type { RoomsRepository } from './rooms.repository.js';
import { announceHost } from './seats.service.js';

/**
 * Keeps the seats in line with who is really there. Every node runs it over all rooms: each step is one atomic
 * statement that only one of them wins, so it matters little who is first, and a dead node's people are looked after.
 */
export interface RoomKeeper {
  /** Renews the presence of this node's connections and compares everybody's with the seats. */
  reconcile(): Promise<void>;
  /** Frees the seats and replaces the hosts whose grace is over. */
  enforceGrace(): Promise<void>;
  /** Tells the rooms of somebody who was erased that they are gone, and who hosts instead. */
  announceErasure(userId: string, rooms: RoomsOfErased): Promise<void>;
}

export interface RoomKeeperOptions {
  database: Database;
  rooms: RoomsRepository;
  participants: ParticipantsRepository;
  hosts: HostsRepository;
  presence: Presence;
  playback: Pick<PlaybackService, 'pauseEmptyRooms'>;
  /** Rooms wait no longer for the video of whoever is not there. */
  releaseGone: (roomIds: readonly string[]) => Promise<void>;
  chat: Pick<ChatService, 'page' | 'note'>;
  broadcaster: Broadcaster;
  lobby: LobbyFeed;
  /** What this node's connections hold. */
  localLeases: () => PresenceLease[];
  /** Cuts a connection of this node so that its client comes back and joins again. */
  cutConnection: (socketId: string) => void;
  seatGraceMs: number;
  hostGraceMs: number;
  logger: Logger;
  now: Now;
}

export function createRoomKeeper(options: RoomKeeperOptions): RoomKeeper {
  const { database, rooms, participants, hosts, presence, playback, releaseGone, broadcaster, lobby } =
    options;
  const { localLeases, cutConnection, seatGraceMs, hostGraceMs, logger, now } = options;

  /** Who seemed to be gone the last time: a store that was emptied fills up again before anybody is called away. */
  let suspects = new Set<string>();

  const tellChanged = async (key: SeatKey): Promise<void> => {
    const row = await participants.find(key);
    if (row) broadcaster.toRoom(key.roomId, 'room:participants', { changed: [toParticipant(row)] });
  };

  const releaseSeats = async (): Promise<void> => {
    const released = await participants.releaseSeatsAwaySince(now() - seatGraceMs);
    for (const [roomId, userIds] of groupByRoom(released)) {
      broadcaster.toRoom(roomId, 'room:participants', { left: userIds });
      lobby.touch(roomId);
    }
    if (released.length > 0)
      await playback.pauseEmptyRooms([...new Set(released.map(({ roomId }) => roomId))]);
  };

  /** A room that fails must not keep the others waiting. */
  const eachRoom = async (
    roomIds: readonly string[],
    work: (roomId: string) => Promise<void>,
  ): Promise<void> => {
    for (const roomId of roomIds) {
      await work(roomId).catch((error: unknown) =>
        logger.warn('a room could not be looked after', { roomId, error }),
      );
    }
  };

  const replaceHosts = async (): Promise<void> => {
    const cutoff = now() - hostGraceMs;
    await eachRoom(await hosts.findHostless(cutoff), async (roomId) => {
      const change = await database.transaction(async (tx) => {
        const room = await rooms.lock(tx, roomId);
        const standIn = room && (await hosts.promoteStandIn(tx, roomId, cutoff));
        return standIn === undefined ? undefined : { standIn, before: room?.host_id ?? '' };
      });
      if (!change) return;
      logger.info('a stand-in hosts the room', { roomId });
      await announceHost(options, roomId, change.standIn, [change.before]);
    });
  };

  /** Coming back is joining again, as a rule; after an outage of presence nobody needs to join. */
  const restoreOwners = async (): Promise<void> => {
    await eachRoom(await hosts.findReturnedOwners(), async (roomId) => {
      const change = await hosts.restoreOwner(roomId);
      if (change) await announceHost(options, roomId, change.ownerId, [change.standIn]);
    });
  };

  return {
    async reconcile() {
      const leases = localLeases();
      await presence.renew(leases);
      const seats = await participants.allSeats();
      // Whoever is connected without a seat lost it while this node was out of the others' sight.
      const held = new Set(seats.map(keyOf));
      for (const lease of leases) if (!held.has(keyOf(lease))) cutConnection(lease.socketId);
      if (seats.length === 0) return;
      const online = await presence.online([...new Set(seats.map(({ roomId }) => roomId))]);
      const gone = new Set<string>();
      for (const seat of seats) {
        const isOnline = online.get(seat.roomId)?.has(seat.userId);
        if (isOnline === undefined) continue;
        if (isOnline === !seat.isAway) continue;
        if (!isOnline) gone.add(keyOf(seat));
        if (!isOnline && !suspects.has(keyOf(seat))) continue;
        const isNews = isOnline
          ? await participants.markBack(seat)
          : await participants.markAway(seat, now());
        if (isNews) await tellChanged(seat);
        if (isNews && !isOnline) await releaseGone([seat.roomId]);
      }
      suspects = gone;
    },

    async enforceGrace() {
      if (!(await hosts.isGraceOver({ seats: now() - seatGraceMs, hosts: now() - hostGraceMs }))) return;
      await releaseSeats();
      await restoreOwners();
      await replaceHosts();
    },

    async announceErasure(userId, { seatedIn, inherited, deleted }) {
      await playback.pauseEmptyRooms(seatedIn, now());
      await releaseGone(seatedIn);
      for (const roomId of seatedIn) {
        broadcaster.toRoom(roomId, 'room:participants', { left: [userId] });
        lobby.touch(roomId);
      }
      for (const roomId of inherited) {
        const room = await rooms.find(roomId);
        if (room) await announceHost(options, roomId, room.host_id, []);
      }
      for (const roomId of deleted) lobby.touch(roomId);
    },
  };
}

function keyOf({ roomId, userId }: SeatKey): string {
  return `${roomId}:${userId}`;
}

function groupByRoom(seats: readonly SeatKey[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { roomId, userId } of seats) groups.set(roomId, [...(groups.get(roomId) ?? []), userId]);
  return groups;
}
