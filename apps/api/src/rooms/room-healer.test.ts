import { describe, expect, it } from '@jest/globals';
import type { JoinedRoom, Participant, ParticipantsUpdate, Room } from '@watchparty/shared';
import winston from 'winston';
import type { TrueRoom } from './healing.repository.js';
import type { ParticipantRow } from './participants.repository.js';
import { createRoomHealer } from './room-healer.js';
import { rosterMark } from './roster-mark.js';
import { createToldRooms } from './told-rooms.js';

const you: Participant = {
  userId: 'anna',
  firstName: 'Anna',
  role: 'host',
  isVoiceEnabled: false,
  isOnline: true,
  joinedAt: 0,
};

const row: TrueRoom = {
  id: 'room',
  name: 'Кино',
  host_id: 'anna',
  owner_id: 'anna',
  is_public: true,
  password: null,
  max_participants: 50,
  control_mode: 'host',
  buffer_wait: 3,
  is_voice_closed: false,
  slow_mode: 0,
  skip_share: 0.5,
  last_message_seq: 7,
  queue_version: 2,
  starts_at: null,
  chat_revision: 4,
  created_at: new Date(0),
  updated_at: new Date(0),
  participant_count: 1,
  video_url: null,
  video_platform: null,
  video_title: null,
  video_thumbnail_url: null,
  video_duration: null,
  live_origin: null,
  current_time: 0,
  is_playing: false,
  playback_rate: 1,
  effective_at: new Date(0),
  version: 3,
  playback_updated_by: null,
  waiting_for: [],
  subtitles: null,
  roster_sum: rosterMark(you),
};

const room: Room = {
  id: 'room',
  name: 'Кино',
  hostId: 'anna',
  ownerId: 'anna',
  isPublic: true,
  hasPassword: false,
  maxParticipants: 50,
  participantCount: 1,
  controlMode: 'host',
  bufferWait: 3,
  skipShare: 0.5,
  slowMode: 0,
  video: {
    videoUrl: null,
    platform: null,
    isPlaying: false,
    position: 0,
    rate: 1,
    effectiveAt: 0,
    version: 3,
  },
  createdAt: 0,
  updatedAt: 0,
};

/** Anna's, in the database. */
const seat: ParticipantRow = {
  user_id: 'anna',
  first_name: 'Anna',
  username: null,
  photo_url: null,
  role: 'host',
  is_voice_enabled: false,
  voice_session: null,
  is_voice_listener: false,
  is_voice_muted: false,
  muted_until: null,
  joined_at: new Date(0),
  away_since: null,
  left_at: null,
};

const joined: JoinedRoom = {
  room,
  playback: room.video,
  participants: [you],
  messages: [],
  hasMore: false,
  you,
  chatRevision: 4,
  queueVersion: 2,
  serverTime: 0,
};

const NOW = 1_000_000;

/** A healer of one room, whose people know it as of `joined`, over a database that says `truth`. */
function stage(
  truth: TrueRoom[],
  whilePausing: (told: ReturnType<typeof createToldRooms>) => void = () => {},
  seats: ParticipantRow[] = [seat],
) {
  const emitted: string[] = [];
  const updates: ParticipantsUpdate[] = [];
  const reads: (readonly string[])[] = [];
  const told = createToldRooms();
  told.begin(joined, 7);
  const healer = createRoomHealer({
    repository: {
      read: async (roomIds) => {
        reads.push(roomIds);
        return truth;
      },
    },
    told,
    rooms: { find: async () => truth[0] },
    participants: { seated: async () => seats },
    chat: {
      page: async (roomId) => ({
        messages: [8, 9].map((seq) => ({
          id: `m${seq}`,
          seq,
          roomId,
          content: '',
          type: 'text' as const,
          createdAt: 0,
        })),
        hasMore: false,
      }),
      // The one before was about a message that has changed again since.
      changes: async (roomId) => ({
        changes: [{ roomId, revision: 6, deletedId: 'm3' }],
        revision: 6,
        hasMore: false,
      }),
    },
    readQueue: async () => ({ version: truth[0]?.queue_version ?? 0, items: [], loop: 'none' }),
    broadcaster: {
      toRoomHere: (roomId, event, payload) => {
        emitted.push(event);
        if (event === 'room:participants') updates.push(payload as ParticipantsUpdate);
        told.note(roomId, event, payload);
      },
      emptyRoomHere: () => emitted.push('emptied'),
    },
    localRooms: () => ['room', 'of nobody yet'],
    pause: async () => whilePausing(told),
    logger: winston.createLogger({ silent: true }),
    now: () => NOW,
  });
  return { healer, emitted, updates, reads, told };
}

describe('the room healer', () => {
  it('reads all rooms that are known here in one query, and says nothing where nothing is missing', async () => {
    const { healer, emitted, reads } = stage([row]);
    await healer.heal();
    expect(reads).toEqual([['room']]);
    expect(emitted).toEqual([]);
  });

  it('tells what became of messages, once', async () => {
    const { healer, emitted, told } = stage([{ ...row, chat_revision: 6 }]);
    await healer.heal();
    await healer.heal();
    expect(emitted).toEqual(['chat:message_changed']);
    expect(told.get('room')?.chatRevision).toBe(6);
  });

  it('leaves alone what was just on its way', async () => {
    const newer = { ...row, version: 4, last_message_seq: 8 };
    const { healer, emitted } = stage([newer], (told) => {
      told.note('room', 'video:state_changed', { playback: { ...room.video, version: 4 }, reason: 'play' });
      told.note('room', 'chat:new_message', {
        message: { id: 'm8', seq: 8, roomId: 'room', content: '', type: 'text', createdAt: 0 },
      });
    });
    await healer.heal();
    expect(emitted).toEqual([]);
  });

  it('tells only the message that is missing between others', async () => {
    const { healer, emitted, told } = stage([{ ...row, last_message_seq: 9 }]);
    told.note('room', 'chat:new_message', {
      message: { id: 'm9', seq: 9, roomId: 'room', content: '', type: 'text', createdAt: 0 },
    });
    await healer.heal();
    expect(emitted).toEqual(['chat:new_message']);
    expect(told.get('room')).toMatchObject({ seq: 9, ahead: new Set() });
  });

  it('tells the whole queue where one of its changes is missing, once', async () => {
    const { healer, emitted, told } = stage([{ ...row, queue_version: 4 }]);
    told.note('room', 'queue:updated', { updates: [{ version: 4 }] });
    await healer.heal();
    await healer.heal();
    expect(emitted).toEqual(['queue:updated']);
    expect(told.get('room')).toMatchObject({ queueVersion: 4, queueAhead: new Set() });
  });

  it('tells nothing of a queue whose changes came in another order', async () => {
    const { healer, emitted, told } = stage([{ ...row, queue_version: 5 }]);
    told.note('room', 'queue:updated', { updates: [{ version: 4 }, { version: 5 }] });
    told.note('room', 'queue:updated', { updates: [{ version: 3 }] });
    await healer.heal();
    expect(emitted).toEqual([]);
  });

  it('tells of somebody anew whom a newcomer saw otherwise than the others', async () => {
    const { healer, emitted, told } = stage([row]);
    // Anna was away for a moment, of which only the one heard who came in just then.
    told.compare('room', [{ ...you, isOnline: false }], { isWhole: true });
    await healer.heal();
    await healer.heal();
    expect(emitted).toEqual(['room:participants']);
  });

  it('takes back what nodes told in the wrong order of somebody who came at one and left at the other', async () => {
    const boris: Participant = { ...you, userId: 'boris', role: 'participant' };
    const { healer, told, updates } = stage([row]);
    told.note('room', 'room:participants', { left: ['boris'] });
    told.note('room', 'room:participants', { joined: [boris] });
    told.note('room', 'room:participants', { joined: [you] });
    told.note('room', 'room:participants', { left: ['anna'] });
    await healer.heal();
    await healer.heal();
    expect(updates).toEqual([{ joined: [you], left: ['boris'] }]);
  });

  it.each([
    ['a crowd, who may be told of together with others', 50, []],
    ['a small room', 49, ['newcomer']],
  ])('waits for the word of whoever has just come into %s', async (_what, people, told) => {
    const seated = Array.from({ length: people - 2 }, (_, index) => ({ ...seat, user_id: `p${index}` }));
    const newcomer: ParticipantRow = { ...seat, user_id: 'newcomer', joined_at: new Date(NOW - 1_200) };
    const { healer, updates } = stage([{ ...row, roster_sum: 1 }], undefined, [seat, newcomer, ...seated]);
    await healer.heal();
    const lost = seated.map(({ user_id: userId }) => userId);
    expect(updates[0]?.joined?.map(({ userId }) => userId)).toEqual([...told, ...lost]);
  });

  it('takes those of a large room whom a newcomer is not told of for neither gone nor wrong', async () => {
    const { healer, emitted, told } = stage([row]);
    told.compare('room', [], { isWhole: false });
    await healer.heal();
    expect(emitted).toEqual([]);
  });

  it('forgets rooms that nobody here is in any more', async () => {
    const { healer, told } = stage([row]);
    told.begin({ ...joined, room: { ...room, id: 'left' } }, 0);
    await healer.heal();
    expect(told.get('left')).toBeUndefined();
    expect(told.get('room')).toBeDefined();
  });

  it('closes a room that is gone', async () => {
    const { healer, emitted } = stage([]);
    await healer.heal();
    expect(emitted).toEqual(['room:update', 'emptied']);
  });
});
