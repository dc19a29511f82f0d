import type {
  JoinedRoom,
  Participant,
  ParticipantsUpdate,
  QueueNews,
  Room,
  ServerEventName,
  ServerEvents,
} from '@watchparty/shared';
import { rosterMark } from './roster-mark.js';

/** What the connections of this node in one room have been told so far. */
export interface ToldRoom {
  /** As last told; its counts and timeline may be older than what is told below. */
  room: Room;
  /** Of the timeline. */
  version: number;
  /** Every message up to this number. */
  seq: number;
  /** Messages above `seq` that came before the ones below them. */
  ahead: Set<number>;
  /** Every change of a message up to this number. */
  chatRevision: number;
  /** Changes above `chatRevision` that came before the ones below them. */
  changesAhead: Set<number>;
  /** Of the queue: every change up to this version. */
  queueVersion: number;
  /** Versions of the queue above `queueVersion` that came before the ones below them. */
  queueAhead: Set<number>;
  /** Mark of each participant, by user id. */
  roster: Map<string, number>;
}

/**
 * Listens to what this node tells its connections, so that the healer can say what they missed. A room is known from
 * the first snapshot that one of them got: whoever comes later got a newer one, and hears twice rather than never.
 */
export interface ToldRooms {
  /**
   * Somebody got the whole room, with every message up to `seq`: as they were told it, with what they heard before. It
   * was not noted here, and the database may have it otherwise.
   */
  begin(joined: JoinedRoom, seq: number): void;
  /**
   * Somebody came into a room that is known already, and was told of these people, what they heard before included.
   * Where that differs from what the others know, one of them is wrong.
   *
   * @param isWhole whether nobody else has a seat
   */
  compare(roomId: string, listed: readonly Participant[], { isWhole }: { isWhole: boolean }): void;
  /** A connection in this room was sent something. */
  note<E extends ServerEventName>(roomId: string, event: E, payload: ServerEvents[E]): void;
  get(roomId: string): ToldRoom | undefined;
  /** Forgets every other room. */
  keepOnly(roomIds: ReadonlySet<string>): void;
}

export function createToldRooms(): ToldRooms {
  const rooms = new Map<string, ToldRoom>();
  /** A broadcast is noted for each connection that it went to; the first says all. */
  let lastNoted: unknown;
  /** Whoever comes at the same moment is told of the same people: each of these is hashed once. */
  const marks = new WeakMap<Participant, number>();
  const markOf = (participant: Participant): number => {
    const mark = marks.get(participant) ?? rosterMark(participant);
    marks.set(participant, mark);
    return mark;
  };

  /** The same for whole lists. */
  const marksOfLists = new WeakMap<readonly Participant[], Map<string, number>>();
  const marksOf = (listed: readonly Participant[]): Map<string, number> => {
    const known = marksOfLists.get(listed);
    if (known) return known;
    const found = new Map(listed.map((participant) => [participant.userId, markOf(participant)]));
    marksOfLists.set(listed, found);
    return found;
  };

  return {
    begin({ room, playback, participants, chatRevision = 0, queueVersion = 0 }, seq) {
      if (rooms.has(room.id)) return;
      rooms.set(room.id, {
        room,
        version: playback.version,
        seq,
        ahead: new Set(),
        chatRevision,
        changesAhead: new Set(),
        queueVersion,
        queueAhead: new Set(),
        roster: new Map(marksOf(participants)),
      });
    },

    compare(roomId, listed, { isWhole }) {
      const roster = rooms.get(roomId)?.roster;
      if (!roster) return;
      const seen = marksOf(listed);
      for (const userId of isWhole ? new Set([...roster.keys(), ...seen.keys()]) : seen.keys()) {
        if (roster.get(userId) !== seen.get(userId)) roster.set(userId, IN_DOUBT);
      }
    },

    note(roomId, event, payload) {
      if (payload === lastNoted) return;
      lastNoted = payload;
      const told = rooms.get(roomId);
      if (!told) return;
      switch (event) {
        case 'video:state_changed': {
          const { playback } = payload as ServerEvents['video:state_changed'];
          told.version = Math.max(told.version, playback.version);
          break;
        }
        case 'chat:new_message':
          noteMessage(told, (payload as ServerEvents['chat:new_message']).message.seq);
          break;
        case 'chat:message_changed':
          told.changesAhead.add((payload as ServerEvents['chat:message_changed']).change.revision);
          noteChangesUpTo(told, told.chatRevision);
          break;
        case 'room:participants':
          noteParticipants(told, payload as ServerEvents['room:participants']);
          break;
        case 'queue:updated':
          noteQueue(told, payload as ServerEvents['queue:updated']);
          break;
        case 'room:update':
          told.room = (payload as ServerEvents['room:update']).room;
          break;
        default:
      }
    },

    get: (roomId) => rooms.get(roomId),

    keepOnly(roomIds) {
      for (const roomId of rooms.keys()) if (!roomIds.has(roomId)) rooms.delete(roomId);
    },
  };
}

function noteMessage(told: ToldRoom, seq: number): void {
  if (seq <= told.seq) return;
  told.ahead.add(seq);
  advance(told);
}

/** All messages up to this number are known, or do not exist. */
export function noteMessagesUpTo(told: ToldRoom, seq: number): void {
  if (seq <= told.seq) return;
  told.seq = seq;
  for (const ahead of told.ahead) if (ahead <= seq) told.ahead.delete(ahead);
  advance(told);
}

function advance(told: ToldRoom): void {
  while (told.ahead.delete(told.seq + 1)) told.seq += 1;
}

/** All changes of messages up to this number are known, or were overtaken by others. */
export function noteChangesUpTo(told: ToldRoom, revision: number): void {
  told.chatRevision = Math.max(told.chatRevision, revision);
  for (const ahead of told.changesAhead) if (ahead <= told.chatRevision) told.changesAhead.delete(ahead);
  while (told.changesAhead.delete(told.chatRevision + 1)) told.chatRevision += 1;
}

/** A change says what became of the version before it: without that one it counts for nothing yet. */
function noteQueue(told: ToldRoom, news: QueueNews): void {
  if ('queue' in news) told.queueVersion = Math.max(told.queueVersion, news.queue.version);
  else for (const { version } of news.updates) told.queueAhead.add(version);
  for (const version of told.queueAhead) if (version <= told.queueVersion) told.queueAhead.delete(version);
  while (told.queueAhead.delete(told.queueVersion + 1)) told.queueVersion += 1;
}

/** What connections here were told differently: no sum of marks fits it, so that the healer tells all of them anew. */
const IN_DOUBT = Number.NaN;

function noteParticipants(
  { roster }: ToldRoom,
  { joined = [], changed = [], left = [] }: ParticipantsUpdate,
): void {
  for (const userId of left) roster.delete(userId);
  for (const participant of [...joined, ...changed]) {
    roster.set(participant.userId, rosterMark(participant));
  }
}

export function rosterSumOf(told: ToldRoom): number {
  let sum = 0;
  for (const mark of told.roster.values()) sum += mark;
  return sum;
}
