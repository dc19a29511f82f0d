import { describe, expect, it } from '@jest/globals';
import type { Participant, ParticipantsUpdate } from '@watchparty/shared';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import {
  createParticipantsFeed,
  CROWD_EVERY_MS,
  LARGE_ROOM_LISTENERS,
  type ParticipantsFeed,
} from './participants-feed.js';

function person(userId: string, isOnline = true): Participant {
  return { userId, firstName: userId, role: 'participant', isVoiceEnabled: false, isOnline, joinedAt: 1 };
}

/** A room whose time the test lets pass. */
function stage(listeners: number) {
  const told: unknown[] = [];
  const timers: { task: () => void; atMs: number }[] = [];
  let nowMs = 0;
  const feed = createParticipantsFeed({
    broadcaster: {
      toRoom: (_roomId, _event, payload) => told.push(payload),
      toRoomHere: (_roomId, _event, payload) => told.push({ here: payload }),
      toSocketsHere: (socketIds, _event, payload) => told.push({ to: socketIds, payload }),
    } as Partial<Broadcaster> as Broadcaster,
    countListeners: () => listeners,
    schedule: (task, delayMs) => {
      const timer = { task, atMs: nowMs + delayMs };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  return {
    feed,
    told,
    timers,
    tell: (update: ParticipantsUpdate) => feed.toRoom('room', 'room:participants', update),
    pass: (ms = CROWD_EVERY_MS) => {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (!next) break;
        timers.splice(timers.indexOf(next), 1);
        nowMs = next.atMs;
        next.task();
      }
      nowMs = endMs;
    },
  };
}

describe('who comes and goes', () => {
  it('[SE5] is told at once in a room of ordinary size', () => {
    const { told, tell, timers } = stage(LARGE_ROOM_LISTENERS - 1);
    tell({ joined: [person('a')] });
    tell({ joined: [person('b')] });
    expect(told).toEqual([{ joined: [person('a')] }, { joined: [person('b')] }]);
    expect(timers).toHaveLength(0);
  });

  it('[SE5] is told together in a large one, the first at once and the latest of each', () => {
    const { told, tell, pass } = stage(LARGE_ROOM_LISTENERS);
    tell({ joined: [person('a')] });
    tell({ joined: [person('b')] });
    tell({ changed: [person('a', false)] });
    tell({ changed: [person('b', false)] });
    tell({ joined: [person('c')] });
    tell({ left: ['c'] });
    expect(told.splice(0)).toEqual([{ joined: [person('a')] }]);
    pass();
    expect(told.splice(0)).toEqual([
      { changed: [person('a', false)], joined: [person('b', false)], left: ['c'] },
    ]);
    // What it was told of just now makes it quiet again.
    tell({ left: ['b'] });
    expect(told).toEqual([]);
    pass();
    expect(told).toEqual([{ left: ['b'] }]);
  });

  it('[SE5] is told a second after the last time, and of who hosts, moderates or talks within 200 ms', () => {
    const { told, tell, pass } = stage(LARGE_ROOM_LISTENERS);
    tell({ joined: [person('a')] });
    tell({ joined: [person('b')] });
    told.length = 0;
    pass(CROWD_EVERY_MS - 1);
    expect(told.splice(0)).toEqual([]);
    pass(1);
    expect(told.splice(0)).toEqual([{ joined: [person('b')] }]);

    const moderator: Participant = { ...person('c'), role: 'moderator' };
    const talker: Participant = { ...person('d'), isVoiceEnabled: true };
    for (const news of [{ changed: [moderator] }, { joined: [talker] }]) {
      tell({ left: ['b'] });
      tell(news);
      pass(200);
      expect(told.splice(0)).toEqual([{ left: ['b'], ...news }]);
    }
  });

  it('[SE5] comes back as somebody who joined, whoever left in the same moment', () => {
    const { told, tell, pass } = stage(LARGE_ROOM_LISTENERS);
    tell({ left: ['x'] });
    tell({ left: ['a'] });
    tell({ joined: [person('a')] });
    told.length = 0;
    pass();
    expect(told).toEqual([{ joined: [person('a')] }]);
  });

  it('[SE5] never fills a message without bounds', () => {
    const { told, tell, pass } = stage(1_000);
    for (let index = 0; index <= 201; index += 1) tell({ joined: [person(`p${index}`)] });
    told.length = 0;
    pass();
    const sizes = told.map((update) => (update as ParticipantsUpdate).joined?.length);
    expect(sizes).toEqual([100, 100, 1]);
  });

  it('is told at once again after a while without news, and when the node stops', () => {
    const { feed, told, tell, timers, pass } = stage(LARGE_ROOM_LISTENERS);
    tell({ left: ['a'] });
    pass();
    tell({ left: ['b'] });
    expect(told).toEqual([{ left: ['a'] }, { left: ['b'] }]);
    tell({ left: ['c'] });
    feed.flush();
    expect(told.at(-1)).toEqual({ left: ['c'] });
    expect(timers).toHaveLength(0);
  });

  it('holds up nothing else', () => {
    const { feed, told, tell } = stage(LARGE_ROOM_LISTENERS);
    tell({ left: ['a'] });
    const signal = { from: 'a', data: {} };
    feed.toRoom('room', 'voice:signal', signal);
    expect(told.at(-1)).toBe(signal);
  });
});

describe('newcomers', () => {
  const [few, many] = [[person('a')], [person('a'), person('b')]];
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('who find the same people are told of them together, and at once', async () => {
    const { feed, told } = stage(1);
    feed.tellList('s1', few);
    feed.tellList('s2', few);
    feed.tellList('s3', many);
    await settle();
    feed.tellList('s4', many);
    await settle();
    expect(told).toEqual([
      { to: ['s1', 's2'], payload: { participants: few } },
      { to: ['s3'], payload: { participants: many } },
      { to: ['s4'], payload: { participants: many } },
    ]);
  });

  it.each([
    [
      'a change',
      (feed: ParticipantsFeed) => feed.toRoom('room', 'room:participants', { left: ['a'] }),
      { left: ['a'] },
    ],
    [
      'what their node has missed',
      (feed: ParticipantsFeed) => feed.toRoomHere('room', 'room:participants', { left: ['a'] }),
      { here: { left: ['a'] } },
    ],
  ])('hear who is there before they hear of %s', (_what, tell, change) => {
    const { feed, told } = stage(1);
    feed.tellList('s1', few);
    tell(feed);
    expect(told).toEqual([{ to: ['s1'], payload: { participants: few } }, change]);
  });

  it('are told also where the process ends', () => {
    const { feed, told } = stage(1);
    feed.tellList('s1', few);
    feed.flush();
    expect(told).toHaveLength(1);
  });
});
