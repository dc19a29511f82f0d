import { describe, expect, it } from '@jest/globals';
import type { Participant, Room } from '../entities.js';
import type { ClientEventName, JoinedRoom } from '../events.js';
import type { Playback } from '../playback.js';
import type { OwnQueue, QueueItem } from '../queue.js';
import { CommandError } from './command-error.js';
import type { EmitCommand } from './emit-command.js';
import { createRoomSession } from './room-session.js';
import { idleRoom, type JoinedState, reduceRoom, type RoomState } from './room-state.js';
import type { RoomStore } from './room-store.js';

const playback: Playback = {
  videoUrl: '/samples/clock.mp4',
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: 0,
  version: 4,
};
const room: Room = {
  id: 'room',
  name: 'Кино',
  hostId: 'me',
  isPublic: true,
  hasPassword: false,
  maxParticipants: 9,
  participantCount: 1,
  controlMode: 'host',
  video: playback,
  createdAt: 0,
  updatedAt: 0,
};
const you: Participant = {
  userId: 'me',
  firstName: 'me',
  role: 'host',
  isVoiceEnabled: false,
  isOnline: true,
  joinedAt: 0,
};
const item: QueueItem = {
  id: 'a',
  url: 'https://media.example/a.mp4',
  platform: 'file',
  votes: 1,
  position: 1,
  addedAt: 0,
};

function createStore(): RoomStore {
  let state: RoomState = idleRoom;
  const listeners = new Set<(state: RoomState, before: RoomState) => void>();
  return {
    getState: () => state,
    getInitialState: () => idleRoom,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispatch(event) {
      const before = state;
      state = reduceRoom(state, event);
      for (const listener of listeners) listener(state, before);
    },
  };
}

/** A session whose time the test lets pass, with a server that has a queue of one item at `version`. */
function stage(version: number | undefined) {
  const server = { version, sent: [] as string[], answer: {} as unknown, isReachable: true };
  const timers: { task: () => void; delayMs: number }[] = [];
  const store = createStore();
  const session = createRoomSession({
    emit: (async (event: ClientEventName, payload: unknown) => {
      if (!server.isReachable) throw new CommandError({ code: 'network', message: '' });
      if (event !== 'room:join') server.sent.push(`${event} ${JSON.stringify(payload)}`);
      if (event === 'room:join') {
        const joined: JoinedRoom = {
          room,
          playback,
          participants: [you],
          messages: [],
          hasMore: false,
          you,
          ...(server.version !== undefined && { queueVersion: server.version }),
          serverTime: 0,
        };
        return joined;
      }
      if (event !== 'queue:get') return server.answer;
      const own: OwnQueue = {
        queue: { version: server.version ?? 0, items: [item], loop: 'none' },
        yourVotes: ['a'],
        hasVotedToSkip: false,
      };
      return own;
    }) as EmitCommand,
    store,
    whenConnected: async () => {},
    clockMeasured: async () => {},
    deviceNow: () => 0,
    now: () => 0,
    newId: () => 'c',
    schedule: (task, delayMs) => {
      const timer = { task, delayMs };
      timers.push(timer);
      return () => {
        if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
      };
    },
  });
  return {
    server,
    session,
    store,
    timers,
    inside: () => store.getState() as JoinedState,
    /** Has every timer go off, and lets what it asks for be answered. */
    async pass() {
      for (const { task } of timers.splice(0)) task();
      await settle();
    },
  };
}

/** Lets every answer that is there already arrive. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

describe('a room’s queue in a session', () => {
  it('[QU11] is asked for at once on the way in, if there is one', async () => {
    const { session, server, timers, pass, inside } = stage(3);
    await session.join({ roomId: 'room' });
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([0]);
    await pass();
    expect(server.sent).toEqual(['queue:get {}']);
    expect(inside().queue.queue).toEqual({ version: 3, items: [item], loop: 'none' });
    expect([...inside().queue.yourVotes]).toEqual(['a']);
    expect(timers).toEqual([]);
  });

  it.each([0, undefined])('is not asked for at version %s', async (version) => {
    const { session, server, timers } = stage(version);
    await session.join({ roomId: 'room' });
    expect([server.sent, timers]).toEqual([[], []]);
  });

  it('[QU4] waits a little for a change that is missing, and asks if it does not come', async () => {
    const { session, server, store, timers, pass, inside } = stage(1);
    await session.join({ roomId: 'room' });
    await pass();
    server.sent.length = 0;
    store.dispatch({ type: 'queue', news: { updates: [{ version: 3, removed: ['a'] }] } });
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([400]);
    store.dispatch({ type: 'queue', news: { updates: [{ version: 2, loop: 'all' }] } });
    await pass();
    expect(server.sent).toEqual([]);

    store.dispatch({ type: 'queue', news: { updates: [{ version: 5, loop: 'one' }] } });
    server.version = 5;
    await pass();
    expect(server.sent).toEqual(['queue:get {}']);
    expect(inside().queue.queue.version).toBe(5);
  });

  it('[QU4] asks again later when no answer came', async () => {
    const { session, server, timers, pass, inside } = stage(2);
    await session.join({ roomId: 'room' });
    server.isReachable = false;
    await pass();
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([3_000]);
    server.isReachable = true;
    await pass();
    expect(inside().queue.queue.version).toBe(2);
  });

  it('asks for nothing after leaving', async () => {
    const { session, server, timers, pass } = stage(2);
    await session.join({ roomId: 'room' });
    session.leave();
    expect(timers).toEqual([]);
    await pass();
    expect(server.sent).toEqual(['room:leave {"roomId":"room"}']);
  });

  it('[QU4] [QU6] takes the answers to own changes in', async () => {
    const { session, server, pass, inside } = stage(1);
    await session.join({ roomId: 'room' });
    await pass();
    server.answer = { update: { version: 2, changed: [{ id: 'a', votes: 0 }] } };
    await session.changeQueue('queue:vote', { itemId: 'a', isOn: false });
    expect(inside().queue.queue.items).toEqual([{ ...item, votes: 0 }]);
    expect([...inside().queue.yourVotes]).toEqual([]);

    const next = { ...playback, videoUrl: item.url, version: 5 };
    server.answer = { update: { version: 3, removed: ['a'], playing: item }, playback: next };
    await session.changeQueue('queue:play', { itemId: 'a' });
    expect(inside().queue.queue).toMatchObject({ items: [], playing: item });
    expect(inside().playback).toEqual(next);
  });

  it('[QU9] remembers one’s own vote to skip', async () => {
    const { session, server, inside } = stage(0);
    await session.join({ roomId: 'room' });
    const update = { version: 1, skip: { videoUrl: playback.videoUrl, votes: 1 } };
    server.answer = { update, playback };
    await session.changeQueue('queue:skip_vote', { isOn: true, version: 4 });
    expect(inside().queue.hasVotedToSkip).toBe(true);
  });

  it('[QU7] tells of the end of the timeline that it follows, and never throws', async () => {
    const { session, server, inside } = stage(0);
    await session.join({ roomId: 'room' });
    const next = { ...playback, videoUrl: item.url, version: 5 };
    server.answer = { update: { version: 1, removed: ['a'], playing: item }, playback: next };
    await session.reportEnd();
    expect(server.sent).toEqual(['queue:ended {"version":4}']);
    expect(inside().playback).toEqual(next);
    server.isReachable = false;
    await session.reportEnd();
    expect(inside().playback).toEqual(next);
  });
});
