import { describe, expect, it } from '@jest/globals';
import type { Participant, Room } from '../entities.js';
import type { Playback } from '../playback.js';
import type { QueueItem, QueueUpdate } from '../queue.js';
import { viewQueue } from './queue-view.js';
import { idleRoom, type JoinedState, reduceRoom, type RoomEvent } from './room-state.js';

const VIDEO = '/samples/clock.mp4';

const playback: Playback = {
  videoUrl: VIDEO,
  platform: 'file',
  isPlaying: true,
  position: 0,
  rate: 1,
  effectiveAt: 0,
  version: 1,
};

const room: Room = {
  id: 'room',
  name: 'Кино',
  hostId: 'anya',
  isPublic: true,
  hasPassword: false,
  maxParticipants: 50,
  participantCount: 3,
  controlMode: 'host',
  skipShare: 0.5,
  video: playback,
  createdAt: 0,
  updatedAt: 0,
};

function person(userId: string, change: Partial<Participant> = {}): Participant {
  return {
    userId,
    firstName: userId,
    role: 'participant',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 0,
    ...change,
  };
}

function item(id: string, position: number, change: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    url: `https://media.example/${id}`,
    platform: 'file',
    votes: 0,
    position,
    addedAt: 0,
    ...change,
  };
}

/** What one person sees of a room of three. */
function seenBy(you: string, updates: QueueUpdate[], change: Partial<Room> = {}, more: RoomEvent[] = []) {
  const people = [person('anya', { role: 'host' }), person('boris'), person('vika')];
  const events: RoomEvent[] = [
    { type: 'join_started', roomId: 'room' },
    {
      type: 'joined',
      joined: {
        room: { ...room, ...change },
        playback,
        participants: people,
        messages: [],
        hasMore: false,
        you: people.find(({ userId }) => userId === you)!,
        serverTime: 0,
      },
    },
    { type: 'queue', news: { updates } },
    ...more,
  ];
  const state = events.reduce(reduceRoom, idleRoom);
  return viewQueue(state as JoinedState);
}

const boris = { userId: 'boris', firstName: 'Boris' };
const three: QueueUpdate = {
  version: 1,
  added: [item('a', 1), item('b', 2, { votes: 2, addedBy: boris }), item('c', 3)],
};

describe('a queue as one person sees it', () => {
  it('[QU6] marks what comes next', () => {
    expect(seenBy('boris', [three]).items.map(({ id, isNext }) => `${id} ${isNext}`)).toEqual([
      'a false',
      'b true',
      'c false',
    ]);
  });

  it.each([
    ['anya', 'host', true, 'abc'],
    ['boris', 'host', false, 'b'],
    ['vika', 'host', false, ''],
    ['vika', 'everyone', true, 'abc'],
  ] as const)('[QU3] says what %s may do in a room of %s', (you, controlMode, mayControl, removable) => {
    const view = seenBy(you, [three], { controlMode });
    expect(view.mayControl).toBe(mayControl);
    expect(view.items.flatMap(({ id, mayRemove }) => (mayRemove ? [id] : [])).join('')).toBe(removable);
  });

  it('[QU9] counts the votes to skip against those who are online', () => {
    const voted: QueueUpdate = { version: 2, skip: { videoUrl: VIDEO, votes: 1 } };
    expect(seenBy('boris', [three, voted]).skip).toEqual({ votes: 1, needed: 2, isYours: false });
    const away: RoomEvent = {
      type: 'participants',
      update: { changed: [person('vika', { isOnline: false })] },
    };
    expect(seenBy('boris', [three, voted], {}, [away]).skip?.needed).toBe(1);
    expect(seenBy('boris', [three, voted], { participantCount: 203 }).skip?.needed).toBe(102);
    const own: RoomEvent = { type: 'queue_acked', update: voted, vote: { skip: true } };
    expect(seenBy('boris', [three], {}, [own]).skip?.isYours).toBe(true);
  });

  it('[QU9] votes about another video count for nothing', () => {
    const own: RoomEvent = {
      type: 'queue_acked',
      update: { version: 2, skip: { videoUrl: VIDEO, votes: 1 } },
      vote: { skip: true },
    };
    const changed: RoomEvent = {
      type: 'playback',
      playback: { ...playback, videoUrl: '/other.mp4', version: 2 },
      reason: 'change',
      nowMs: 0,
    };
    expect(seenBy('boris', [three], {}, [own, changed]).skip).toMatchObject({ votes: 0, isYours: false });
  });

  it('[QU9] offers no skip where there is nothing to skip to, or the host wants none', () => {
    expect(seenBy('boris', []).skip).toBeUndefined();
    expect(seenBy('boris', [three], { skipShare: 0 }).skip).toBeUndefined();
    expect(seenBy('boris', [{ version: 1, loop: 'all' }]).skip).toBeDefined();
  });

  it('names what plays only while the room plays it', () => {
    const played = (url: string): QueueUpdate => ({
      version: 2,
      removed: ['a'],
      playing: item('a', 1, { url }),
    });
    expect(seenBy('boris', [three, played(VIDEO)]).playing?.id).toBe('a');
    expect(seenBy('boris', [three, played('/other.mp4')]).playing).toBeUndefined();
  });
});
