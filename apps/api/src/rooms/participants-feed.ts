import type { Participant, ParticipantsUpdate, ServerEventName, ServerEvents } from '@watchparty/shared';
import type { Broadcaster } from '../platform/socket/broadcaster.js';

/** A broadcaster for which the comings and goings of a large room travel together. */
export interface ParticipantsFeed extends Broadcaster {
  /**
   * Tells a newcomer's connection whom it finds in the room. Those who are told of the same list in the same moment get it
   * in one broadcast, before anything that a room is told after.
   */
  tellList(socketId: string, participants: Participant[]): void;
  /** Tells what still waits, at once. */
  flush(): void;
}

export interface ParticipantsFeedOptions {
  broadcaster: Broadcaster;
  /** How many connections of this node hear a room. */
  countListeners: (roomId: string) => number;
  /** Runs a task later; answers with what cancels it. */
  schedule?: (task: () => void, delayMs: number) => () => void;
}

/** Newcomers who are about to be told of the same people. */
interface Newcomers {
  participants: Participant[];
  socketIds: string[];
}

/** A room that was told of somebody less than `CROWD_EVERY_MS` ago. */
interface QuietRoom {
  /** What waits, by user id: the latest word on each. */
  waiting: Map<string, 'left' | { is: 'joined' | 'changed'; participant: Participant }>;
  /** Whether somebody who has a part in the room is among them. */
  isUrgent: boolean;
  /** Since it was told of somebody. */
  ticks: number;
  cancel: () => void;
}

/** Of those who have a part in the room. Shorter than the healer takes what differs for news on its way. */
const EVERY_MS = 200;
const CROWD_TICKS = 5;
/** Of the others. A thousand who come in at once are in 8 % sooner than with 200 ms (`pnpm bench:fanout`, rounds in turns). */
export const CROWD_EVERY_MS = CROWD_TICKS * EVERY_MS;
/**
 * From this many listeners on. Each change costs each listener a message: a thousand people who come in at once would
 * be half a million messages, and with this some thousands.
 */
export const LARGE_ROOM_LISTENERS = 50;
/** Of one message, so that its size does not depend on how many come. */
const MAX_PEOPLE = 100;

/**
 * In a small room everything is told at once. In a large one the first change is, and what follows within a second waits and
 * is told together, of each person the latest: sooner where one of them has a part in the room.
 */
export function createParticipantsFeed(options: ParticipantsFeedOptions): ParticipantsFeed {
  const { broadcaster, countListeners, schedule = later } = options;
  const quiet = new Map<string, QuietRoom>();
  let newcomers: Newcomers | undefined;

  const tellNewcomers = (): void => {
    if (!newcomers) return;
    const { socketIds, participants } = newcomers;
    newcomers = undefined;
    broadcaster.toSocketsHere(socketIds, 'room:participants', { participants });
  };

  const tellWaiting = (roomId: string, { waiting }: QuietRoom): void => {
    for (const update of updatesOf(waiting)) broadcaster.toRoom(roomId, 'room:participants', update);
  };

  const beQuiet = (roomId: string): void => {
    const cancel = schedule(() => tick(roomId), EVERY_MS);
    quiet.set(roomId, { waiting: new Map(), isUrgent: false, ticks: 0, cancel });
  };

  const tick = (roomId: string): void => {
    const room = quiet.get(roomId);
    if (!room) return;
    room.ticks += 1;
    if (!room.isUrgent && room.ticks < CROWD_TICKS) {
      room.cancel = schedule(() => tick(roomId), EVERY_MS);
      return;
    }
    quiet.delete(roomId);
    if (room.waiting.size === 0) return;
    tellWaiting(roomId, room);
    beQuiet(roomId);
  };

  const gather = (room: QuietRoom, { joined = [], changed = [], left = [] }: ParticipantsUpdate): void => {
    const { waiting } = room;
    room.isUrgent ||= [...joined, ...changed].some(hasPart);
    for (const userId of left) waiting.set(userId, 'left');
    for (const participant of joined) waiting.set(participant.userId, { is: 'joined', participant });
    for (const participant of changed) {
      const before = waiting.get(participant.userId);
      const is = typeof before === 'object' ? before.is : 'changed';
      waiting.set(participant.userId, { is, participant });
    }
  };

  return {
    ...broadcaster,

    tellList(socketId, participants) {
      if (newcomers?.participants !== participants) {
        tellNewcomers();
        newcomers = { participants, socketIds: [] };
        // Those who were read for together go on together: by then all of them are here, and nothing has arrived.
        queueMicrotask(tellNewcomers);
      }
      newcomers.socketIds.push(socketId);
    },

    toRoom<E extends ServerEventName>(
      roomId: string,
      event: E,
      payload: ServerEvents[E],
      how?: { exceptSocketId?: string },
    ) {
      tellNewcomers();
      const room = event === 'room:participants' ? quiet.get(roomId) : undefined;
      if (room) {
        // The newcomer, whom it is about, hears it too: others who came meanwhile are in it, and it says nothing wrong.
        gather(room, payload as ParticipantsUpdate);
        return;
      }
      if (event === 'room:participants' && countListeners(roomId) >= LARGE_ROOM_LISTENERS) beQuiet(roomId);
      broadcaster.toRoom(roomId, event, payload, how);
    },

    toRoomHere(...told) {
      tellNewcomers();
      broadcaster.toRoomHere(...told);
    },

    flush() {
      tellNewcomers();
      for (const [roomId, room] of [...quiet]) {
        room.cancel();
        quiet.delete(roomId);
        tellWaiting(roomId, room);
      }
    },
  };
}

/** Whose state others act on: who hosts, moderates or talks. */
function hasPart({ role, isVoiceEnabled }: Participant): boolean {
  return role !== 'participant' || isVoiceEnabled;
}

function updatesOf(waiting: QuietRoom['waiting']): ParticipantsUpdate[] {
  const updates: ParticipantsUpdate[] = [];
  const entries = [...waiting];
  for (let start = 0; start < entries.length; start += MAX_PEOPLE) {
    const update: ParticipantsUpdate = {};
    for (const [userId, news] of entries.slice(start, start + MAX_PEOPLE)) {
      if (news === 'left') (update.left ??= []).push(userId);
      else (update[news.is] ??= []).push(news.participant);
    }
    updates.push(update);
  }
  return updates;
}

function later(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  // What waits when the process ends is told by `flush`.
  timer.unref();
  return () => clearTimeout(timer);
}
