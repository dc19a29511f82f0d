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
  /** In milliseconds. */
  everyMs?: number;
  /** Runs a task later; answers with what cancels it. */
  schedule?: (task: () => void, delayMs: number) => () => void;
}

/** Newcomers who are about to be told of the same people. */
interface Newcomers {
  participants: Participant[];
  socketIds: string[];
}

/** A room that was told of somebody less than `everyMs` ago. */
interface QuietRoom {
  /** What waits, by user id: the latest word on each. */
  waiting: Map<string, 'left' | { is: 'joined' | 'changed'; participant: Participant }>;
  cancel: () => void;
}

/** Shorter than the healer takes what differs for news on its way. */
const EVERY_MS = 200;
/**
 * From this many listeners on. Each change costs each listener a message: a thousand people who come in at once would
 * be half a million messages, and with this some ten thousand.
 */
export const LARGE_ROOM_LISTENERS = 50;
/** Of one message, so that its size does not depend on how many come. */
const MAX_PEOPLE = 100;

/**
 * In a small room everything is told at once. In a large one the first change is, and what follows within `everyMs`
 * waits and is told together, of each person the latest.
 */
export function createParticipantsFeed(options: ParticipantsFeedOptions): ParticipantsFeed {
  const { broadcaster, countListeners, everyMs = EVERY_MS, schedule = later } = options;
  const quiet = new Map<string, QuietRoom>();
  let newcomers: Newcomers | undefined;

  const tellNewcomers = (): void => {
    if (!newcomers) return;
    const { socketIds, participants } = newcomers;
    newcomers = undefined;
    broadcaster.toSocketsHere(socketIds, 'room:participants', { participants });
  };

  const beQuiet = (roomId: string): void => {
    quiet.set(roomId, { waiting: new Map(), cancel: schedule(() => endQuiet(roomId), everyMs) });
  };

  const tellWaiting = (roomId: string, { waiting }: QuietRoom): void => {
    for (const update of updatesOf(waiting)) broadcaster.toRoom(roomId, 'room:participants', update);
  };

  const endQuiet = (roomId: string): void => {
    const room = quiet.get(roomId);
    quiet.delete(roomId);
    if (!room || room.waiting.size === 0) return;
    tellWaiting(roomId, room);
    beQuiet(roomId);
  };

  const gather = (
    { waiting }: QuietRoom,
    { joined = [], changed = [], left = [] }: ParticipantsUpdate,
  ): void => {
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
