import {
  type Author,
  type ListBansQuery,
  type ListBansResponse,
  type MemberAct,
  type Participant,
  type RemovalReason,
  type Role,
  type Room,
  ROOM_BAN_PAGE_SIZE,
  type SystemNote,
  targetRoles,
} from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import { AppError, roomNotFound } from '../platform/errors.js';
import { decodeCursor, encodeCursor } from '../platform/list-cursor.js';
import type { Now } from '../platform/now.js';
import type { Queryable, Transactional } from '../platform/postgres/database.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { Turns } from '../platform/turns.js';
import { type BansRepository, toRoomBan } from './bans.repository.js';
import type { HostsRepository } from './hosts.repository.js';
import type { LobbyFeed } from './lobby-feed.js';
import type { MemberKey, MembersRepository } from './members.repository.js';
import { type ParticipantsRepository, toParticipant } from './participants.repository.js';
import { type RoomRow, toRoom } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';

/**
 * What the host and moderators do to the others.
 *
 * Each of these @throws AppError `room_not_found`, `forbidden` for whoever may not, `not_found` where there is nobody to do
 * it to.
 */
export interface MembersService {
  promote(key: MemberKey): Promise<Participant>;
  demote(key: MemberKey): Promise<Participant>;
  /** @param seconds without it until somebody lifts it */
  mute(key: MemberKey, seconds?: number): Promise<Participant>;
  unmute(key: MemberKey): Promise<Participant>;
  /** Out, now: coming back is allowed. */
  kick(key: MemberKey): Promise<void>;
  /** Out, and not in again. */
  ban(key: MemberKey): Promise<void>;
  unban(roomId: string, actorId: string, banId: string): Promise<void>;
  bans(roomId: string, readerId: string, query: ListBansQuery): Promise<ListBansResponse>;
  transfer(key: MemberKey): Promise<Room>;
}

export interface MembersServiceOptions {
  database: Transactional;
  repository: MembersRepository;
  bans: BansRepository;
  rooms: Pick<RoomsRepository, 'lock' | 'find'>;
  hosts: Pick<HostsRepository, 'handOver'>;
  participants: Pick<ParticipantsRepository, 'find'>;
  chat: Pick<ChatService, 'note'>;
  /** Rooms wait no longer for the video of whoever is not there. */
  releaseGone: (roomIds: readonly string[]) => Promise<void>;
  broadcaster: Pick<Broadcaster, 'toRoom' | 'toMember'>;
  lobby: Pick<LobbyFeed, 'touch'>;
  /** One after another in each room, or of two changes at once the older might be heard last. */
  turns: Turns;
  now: Now;
}

export function createMembersService(options: MembersServiceOptions): MembersService {
  const { database, repository, bans, rooms, hosts, participants, chat, releaseGone } = options;
  const { broadcaster, lobby, turns, now } = options;

  const refuse = async (tx: Queryable, key: MemberKey, act: MemberAct): Promise<never> => {
    const { actorRole, target } = await repository.standing(tx, key);
    if (actorRole === undefined || targetRoles(act, actorRole).length === 0)
      throw new AppError('forbidden', 'Only those who lead the room may do that.');
    if (target === 'stranger' || (target === 'member' && act !== 'ban'))
      throw new AppError('not_found', 'There is no such person in this room.');
    throw new AppError('forbidden', 'Nobody in your place may do that to them.');
  };

  /** @param work answers with undefined where it is not to be done */
  const inLockedRoom = <T>(
    key: MemberKey,
    act: MemberAct,
    work: (tx: Queryable) => Promise<T | undefined>,
  ): Promise<{ outcome: T; room: RoomRow }> =>
    database.transaction(async (tx) => {
      const room = await rooms.lock(tx, key.roomId);
      if (!room) throw roomNotFound();
      const outcome = await work(tx);
      return outcome === undefined ? refuse(tx, key, act) : { outcome, room };
    });

  const participantOf = async (roomId: string, userId: string): Promise<Participant> => {
    const row = await participants.find({ roomId, userId });
    if (!row) throw new AppError('not_found', 'There is no such person in this room.');
    return toParticipant(row);
  };

  /** Changes a person and tells the room, unless they were so already. */
  const change = (
    key: MemberKey,
    act: MemberAct,
    work: (tx: Queryable) => Promise<boolean | undefined>,
    note?: SystemNote,
  ): Promise<Participant> =>
    turns.take(key.roomId, async () => {
      const { outcome: isNews } = await inLockedRoom(key, act, work);
      const participant = await participantOf(key.roomId, key.userId);
      if (!isNews) return participant;
      broadcaster.toRoom(key.roomId, 'room:participants', { changed: [participant] });
      if (note) await chat.note(key.roomId, key.actorId, note, key.userId);
      return participant;
    });

  const changeRole = (key: MemberKey, role: Exclude<Role, 'host'>): Promise<Participant> => {
    const [act, note] =
      role === 'moderator' ? (['promote', 'promoted'] as const) : (['demote', 'demoted'] as const);
    return change(key, act, (tx) => repository.setRole(tx, key, role), note);
  };

  /** @param work answers with whether they had a seat until now */
  const remove = (
    key: MemberKey,
    act: 'kick' | 'ban',
    reason: RemovalReason,
    work: (tx: Queryable) => Promise<boolean | undefined>,
  ): Promise<void> =>
    turns.take(key.roomId, async () => {
      const { roomId, actorId, userId } = key;
      const { outcome: hadSeat, room } = await inLockedRoom(key, act, work);
      const actor = await participants.find({ roomId, userId: actorId });
      // The word itself takes each of their connections out of the room, at the node that it is at.
      broadcaster.toMember(roomId, userId, 'member:removed', {
        roomId,
        reason,
        ...(actor && { by: authorOf(toParticipant(actor)) }),
      });
      if (hadSeat) broadcaster.toRoom(roomId, 'room:participants', { left: [userId] });
      if (room.waiting_for.includes(userId)) await releaseGone([roomId]);
      await chat.note(roomId, actorId, reason, userId);
      lobby.touch(roomId);
    });

  return {
    promote: (key) => changeRole(key, 'moderator'),
    demote: (key) => changeRole(key, 'participant'),
    mute: (key, seconds) => change(key, 'mute', (tx) => repository.mute(tx, key, seconds ?? null)),
    unmute: (key) => change(key, 'unmute', (tx) => repository.unmute(tx, key)),
    kick: (key) => remove(key, 'kick', 'kicked', (tx) => repository.kick(tx, key, now())),
    ban: (key) => remove(key, 'ban', 'banned', (tx) => bans.ban(tx, key)),

    async unban(roomId, actorId, banId) {
      const isLifted = await bans.lift(roomId, actorId, banId);
      if (isLifted === undefined) {
        throw (await rooms.find(roomId))
          ? new AppError('forbidden', 'Only those who lead the room may do that.')
          : roomNotFound();
      }
      if (!isLifted) throw new AppError('not_found', 'There is no such ban.');
    },

    async bans(roomId, readerId, { cursor, limit = ROOM_BAN_PAGE_SIZE }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await bans.page(roomId, readerId, { limit, ...(after && { after }) });
      if (!rows) {
        throw (await rooms.find(roomId))
          ? new AppError('forbidden', 'Only those who lead the room may see who is kept out.')
          : roomNotFound();
      }
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        bans: page.map(toRoomBan),
        nextCursor: rows.length > limit && last ? encodeCursor({ at: last.cursor_at, id: last.id }) : null,
      };
    },

    transfer: (key) =>
      turns.take(key.roomId, async () => {
        const { roomId, actorId, userId } = key;
        await inLockedRoom(key, 'transfer', async (tx) => (await hosts.handOver(tx, key)) || undefined);
        const row = await rooms.find(roomId);
        if (!row) throw roomNotFound();
        const room = toRoom(row);
        const changed = await Promise.all([participantOf(roomId, userId), participantOf(roomId, actorId)]);
        broadcaster.toRoom(roomId, 'room:update', { room });
        broadcaster.toRoom(roomId, 'room:participants', { changed });
        await chat.note(roomId, actorId, 'handed_over', userId);
        lobby.touch(roomId);
        return room;
      }),
  };
}

function authorOf({ userId, firstName, username, photoUrl }: Participant): Author {
  return {
    id: userId,
    firstName,
    ...(username !== undefined && { username }),
    ...(photoUrl !== undefined && { photoUrl }),
  };
}
