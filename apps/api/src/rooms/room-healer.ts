import type { ParticipantsUpdate, Queue, Room } from '@watchparty/shared';
import type { ChatService } from '../chat/chat.service.js';
import type { Logger } from '../platform/logger.js';
import type { Now } from '../platform/now.js';
import { toPlayback } from '../platform/postgres/playback-row.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { HealingRepository, TrueRoom } from './healing.repository.js';
import { type ParticipantsRepository, toParticipant } from './participants.repository.js';
import { CROWD_EVERY_MS, LARGE_ROOM_LISTENERS } from './participants-feed.js';
import { rosterMark } from './roster-mark.js';
import { toRoom } from './room-row.js';
import type { RoomsRepository } from './rooms.repository.js';
import {
  noteChangesUpTo,
  noteMessagesUpTo,
  rosterSumOf,
  type ToldRoom,
  type ToldRooms,
} from './told-rooms.js';

/**
 * Tells the connections of this node what the database knows and they were not told: a broadcast of another node that
 * Redis lost, or all of them while this node stood still.
 */
export interface RoomHealer {
  /** Compares all rooms with connections here against the database, in one query, and heals those that differ. */
  heal(): Promise<void>;
}

export interface RoomHealerOptions {
  repository: HealingRepository;
  told: ToldRooms;
  rooms: Pick<RoomsRepository, 'find'>;
  participants: Pick<ParticipantsRepository, 'seated'>;
  chat: Pick<ChatService, 'page' | 'changes'>;
  /** The whole queue of a room; undefined where there is no such room. */
  readQueue: (roomId: string) => Promise<Queue | undefined>;
  broadcaster: Pick<Broadcaster, 'toRoomHere' | 'emptyRoomHere'>;
  /** Rooms with connections on this node. */
  localRooms: () => string[];
  /** Lets so many milliseconds go by. */
  pause?: (ms: number) => Promise<void>;
  logger: Logger;
  now: Now;
}

/**
 * What differs may just be on its way: told within this time it was not lost. Longer than the feeds of timelines and
 * people collect, but for who joins a crowd, and than Redis takes.
 */
const ON_ITS_WAY_MS = 250;
/** The word of whoever came into a crowd waits longer for others. */
const NEWCOMER_ON_ITS_WAY_MS = CROWD_EVERY_MS + ON_ITS_WAY_MS;
const PAGE_SIZE = 100;
/** Of one room in one go. A node that missed more goes on the next time. */
const MAX_PAGES = 10;

export function createRoomHealer(options: RoomHealerOptions): RoomHealer {
  const { repository, told, rooms, participants, chat, readQueue, broadcaster, localRooms, logger } = options;
  const { pause = sleep, now } = options;

  const healSettings = async (known: ToldRoom): Promise<boolean> => {
    const row = await rooms.find(known.room.id);
    if (!row || hasSameSettings(known.room, toRoom(row))) return false;
    broadcaster.toRoomHere(row.id, 'room:update', { room: toRoom(row) });
    return true;
  };

  const healRoster = async (known: ToldRoom): Promise<boolean> => {
    const seated = (await participants.seated(known.room.id)).map(toParticipant);
    const update: ParticipantsUpdate = {};
    const isCrowd = seated.length >= LARGE_ROOM_LISTENERS;
    const lost = isCrowd ? now() - NEWCOMER_ON_ITS_WAY_MS : Infinity;
    const joined = seated.filter(({ userId, joinedAt }) => !known.roster.has(userId) && joinedAt < lost);
    const changed = seated.filter((participant) => {
      const mark = known.roster.get(participant.userId);
      return mark !== undefined && mark !== rosterMark(participant);
    });
    const present = new Set(seated.map(({ userId }) => userId));
    const left = [...known.roster.keys()].filter((userId) => !present.has(userId));
    if (joined.length > 0) update.joined = joined;
    if (changed.length > 0) update.changed = changed;
    if (left.length > 0) update.left = left;
    if (Object.keys(update).length === 0) return false;
    broadcaster.toRoomHere(known.room.id, 'room:participants', update);
    return true;
  };

  const healMessages = async (known: ToldRoom, upTo: number): Promise<boolean> => {
    let hasTold = false;
    for (let pages = 0; pages < MAX_PAGES && known.seq < upTo; pages += 1) {
      const page = await chat.page(known.room.id, { after: known.seq, limit: PAGE_SIZE });
      for (const message of page.messages) {
        // What was told meanwhile has moved `seq` on, here and in the next round.
        if (message.seq <= known.seq || known.ahead.has(message.seq)) continue;
        broadcaster.toRoomHere(known.room.id, 'chat:new_message', { message });
        hasTold = true;
      }
      // Numbers that are missing in a page belong to what was erased.
      noteMessagesUpTo(known, page.hasMore ? (page.messages.at(-1)?.seq ?? upTo) : upTo);
    }
    return hasTold;
  };

  const healChanges = async (known: ToldRoom): Promise<boolean> => {
    let hasTold = false;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const { changes, revision, hasMore } = await chat.changes(known.room.id, known.chatRevision);
      for (const change of changes) {
        // What was told meanwhile is not told again.
        if (change.revision <= known.chatRevision || known.changesAhead.has(change.revision)) continue;
        broadcaster.toRoomHere(known.room.id, 'chat:message_changed', { change });
        hasTold = true;
      }
      // Numbers that are missing belong to what has changed again since.
      noteChangesUpTo(known, revision);
      if (!hasMore) break;
    }
    return hasTold;
  };

  /** All of it: nobody keeps what changed since a version. */
  const healQueue = async (roomId: string): Promise<boolean> => {
    const queue = await readQueue(roomId);
    if (!queue) return false;
    broadcaster.toRoomHere(roomId, 'queue:updated', { queue });
    return true;
  };

  const healRoom = async (known: ToldRoom, row: TrueRoom): Promise<void> => {
    const healed: string[] = [];
    if (known.version < row.version) {
      broadcaster.toRoomHere(row.id, 'video:state_changed', { playback: toPlayback(row), reason: 'sync' });
      healed.push('playback');
    }
    if (known.seq < row.last_message_seq && (await healMessages(known, row.last_message_seq)))
      healed.push('messages');
    // After the messages, so that what changed is there to be changed.
    if (known.chatRevision < row.chat_revision && (await healChanges(known))) healed.push('changes');
    if (!hasSameSettings(known.room, toRoom(row)) && (await healSettings(known))) healed.push('settings');
    if (rosterSumOf(known) !== row.roster_sum && (await healRoster(known))) healed.push('participants');
    if (known.queueVersion < row.queue_version && (await healQueue(row.id))) healed.push('queue');
    if (healed.length > 0) logger.info('a room was told what it had missed', { roomId: row.id, healed });
  };

  const close = (known: ToldRoom): void => {
    broadcaster.toRoomHere(known.room.id, 'room:update', { room: known.room, closed: true });
    broadcaster.emptyRoomHere(known.room.id);
  };

  return {
    async heal() {
      const here = localRooms();
      told.keepOnly(new Set(here));
      const roomIds = here.filter((roomId) => told.get(roomId) !== undefined);
      if (roomIds.length === 0) return;

      const rows = new Map((await repository.read(roomIds)).map((row) => [row.id, row]));
      const behind = roomIds.filter((roomId) => isBehind(told.get(roomId), rows.get(roomId)));
      if (behind.length === 0) return;

      await pause(ON_ITS_WAY_MS);
      for (const roomId of behind) {
        const known = told.get(roomId);
        const row = rows.get(roomId);
        if (!known) continue;
        if (!row) close(known);
        // A room that fails must not keep the others waiting.
        else
          await healRoom(known, row).catch((error: unknown) =>
            logger.warn('a room could not be healed', { roomId, error }),
          );
      }
    },
  };
}

function isBehind(known: ToldRoom | undefined, row: TrueRoom | undefined): boolean {
  if (!known) return false;
  return (
    !row ||
    known.version < row.version ||
    known.seq < row.last_message_seq ||
    known.chatRevision < row.chat_revision ||
    known.queueVersion < row.queue_version ||
    !hasSameSettings(known.room, toRoom(row)) ||
    rosterSumOf(known) !== row.roster_sum
  );
}

const SETTINGS = [
  'name',
  'hostId',
  'ownerId',
  'isPublic',
  'hasPassword',
  'maxParticipants',
  'controlMode',
  'bufferWait',
  'skipShare',
  'slowMode',
] as const satisfies readonly (keyof Room)[];

function hasSameSettings(a: Room, b: Room): boolean {
  return SETTINGS.every((setting) => a[setting] === b[setting]);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
