import type { Message, Participant, Room } from '../entities.js';
import type { JoinedRoom } from '../events.js';
import type { Playback } from '../playback.js';
import { describe, expect, it } from '@jest/globals';
import { hasGap } from './room-messages.js';
import { idleRoom, reduceRoom, you, type JoinedState, type RoomEvent, type RoomState } from './room-state.js';

const ROOM_ID = 'room';

function playback(version: number, change: Partial<Playback> = {}): Playback {
  return {
    videoUrl: '/samples/clock.mp4',
    platform: 'file',
    isPlaying: false,
    position: version,
    rate: 1,
    effectiveAt: 0,
    version,
    ...change,
  };
}

function room(change: Partial<Room> = {}): Room {
  return {
    id: ROOM_ID,
    name: 'Кино',
    hostId: 'anya',
    isPublic: true,
    hasPassword: false,
    maxParticipants: 50,
    participantCount: 1,
    controlMode: 'host',
    video: playback(1),
    createdAt: 0,
    updatedAt: 0,
    ...change,
  };
}

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

function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    seq,
    roomId: ROOM_ID,
    userId: 'boris',
    content: `text ${seq}`,
    type: 'text',
    createdAt: seq,
    ...change,
  };
}

function joinedRoom(change: Partial<JoinedRoom> = {}): JoinedRoom {
  return {
    room: room(),
    playback: playback(5),
    participants: [person('anya', { role: 'host' })],
    messages: [message(1), message(2), message(3)],
    hasMore: false,
    you: person('boris'),
    serverTime: 0,
    ...change,
  };
}

const start: RoomEvent = { type: 'join_started', roomId: ROOM_ID, room: room() };

function play(events: readonly RoomEvent[], from: RoomState = idleRoom): RoomState {
  return events.reduce(reduceRoom, from);
}

function inside(events: readonly RoomEvent[] = [], change: Partial<JoinedRoom> = {}): JoinedState {
  const state = play([start, { type: 'joined', joined: joinedRoom(change) }, ...events]);
  if (state.status !== 'joined') throw new Error(`expected to be inside, not ${state.status}`);
  return state;
}

function seqs(state: JoinedState): number[] {
  return state.messages.list.map(({ seq }) => seq);
}

const live = (seq: number, change: Partial<Message> = {}): RoomEvent => ({
  type: 'message',
  message: message(seq, change),
});

describe('room state: the way in', () => {
  it('goes from the gate through joining into the room', () => {
    expect(play([{ type: 'gate_shown', room: room() }]).status).toBe('gate');
    expect(play([start]).status).toBe('joining');
    expect(you(inside())?.userId).toBe('boris');
  });

  it('is back at the gate when refused, and nowhere without a card', () => {
    expect(play([start, { type: 'join_refused', roomId: ROOM_ID, code: 'wrong_password' }]).status).toBe(
      'gate',
    );
    const blind: RoomEvent = { type: 'join_started', roomId: ROOM_ID };
    expect(play([blind, { type: 'join_refused', roomId: ROOM_ID, code: 'banned' }])).toEqual({
      status: 'failed',
      roomId: ROOM_ID,
      code: 'banned',
    });
  });

  it('keeps what is told while the door opens', () => {
    const state = play([
      start,
      { type: 'playback', playback: playback(6), reason: 'play', nowMs: 0 },
      live(4),
      { type: 'participants', update: { joined: [person('vika')] } },
      { type: 'joined', joined: joinedRoom() },
    ]) as JoinedState;
    expect(state.playback.version).toBe(6);
    expect(seqs(state)).toEqual([1, 2, 3, 4]);
    expect([...state.participants.keys()]).toEqual(['anya', 'boris', 'vika']);
  });

  it('ignores an answer that comes after leaving', () => {
    expect(play([start, { type: 'left' }, { type: 'joined', joined: joinedRoom() }])).toEqual(idleRoom);
  });

  it('ignores news of other rooms', () => {
    const state = inside();
    expect(play([live(4, { roomId: 'other' })], state)).toBe(state);
    expect(play([{ type: 'room_updated', room: room({ id: 'other' }), closed: true }], state)).toBe(state);
  });
});

describe('room state: playback', () => {
  it('never goes back to an older version', () => {
    const state = inside([
      { type: 'playback', playback: playback(7), reason: 'seek', nowMs: 0 },
      { type: 'playback', playback: playback(6), reason: 'pause', nowMs: 0 },
      { type: 'playback_acked', playback: playback(6) },
    ]);
    expect(state.playback).toEqual(playback(7));
  });

  it('takes the video that comes with changed settings', () => {
    const state = inside([{ type: 'room_updated', room: room({ video: playback(9) }), closed: false }]);
    expect(state.playback.version).toBe(9);
  });

  it('notes once who did what, also when the ack was first and when the news come twice', () => {
    const paused = playback(6, { updatedBy: 'anya' });
    const news: RoomEvent = { type: 'playback', playback: paused, reason: 'pause', nowMs: 10_000 };
    const state = inside([{ type: 'playback_acked', playback: paused }, news, news]);
    expect(state.notes).toMatchObject([{ userId: 'anya', reason: 'pause', afterSeq: 3 }]);
  });

  it('tells one story of somebody who drags the bar about', () => {
    const seek = (version: number, nowMs: number): RoomEvent => ({
      type: 'playback',
      playback: playback(version, { updatedBy: 'anya', position: version * 10 }),
      reason: 'seek',
      nowMs,
    });
    const state = inside([seek(6, 10_000), seek(7, 11_000), seek(8, 12_500), seek(9, 15_000)]);
    expect(state.notes.map((note) => note.position)).toEqual([80, 90]);
  });

  it('says nothing of what nobody asked for', () => {
    const sync: RoomEvent = {
      type: 'playback',
      playback: playback(6, { updatedBy: 'anya' }),
      reason: 'sync',
      nowMs: 0,
    };
    expect(inside([sync]).notes).toEqual([]);
  });
});

describe('room state: the way back in', () => {
  it('keeps what was told while the room was asked for: the answer may be older', () => {
    const vika = person('vika');
    const state = inside([
      { type: 'participants', update: { left: ['vika'] } },
      { type: 'resync_started' },
      { type: 'participants', update: { joined: [vika] } },
      { type: 'room_updated', room: room({ name: 'Кино в пятницу' }), closed: false },
      { type: 'resynced', joined: joinedRoom(), askedUpToSeq: 3, nowMs: 0 },
    ]);
    expect([...state.participants.keys()]).toContain('vika');
    expect(state.room.name).toBe('Кино в пятницу');
  });

  it('forgets what was told before', () => {
    const state = inside([
      { type: 'participants', update: { joined: [person('vika')] } },
      { type: 'resync_started' },
      { type: 'resynced', joined: joinedRoom(), askedUpToSeq: 3, nowMs: 0 },
    ]);
    expect([...state.participants.keys()]).not.toContain('vika');
  });
});

describe('room state: messages', () => {
  it('leaves out late news of what lies before the first known message', () => {
    const later = joinedRoom({ messages: [message(30), message(31)], hasMore: true });
    const state = play([start, { type: 'joined', joined: later }, live(12)]) as JoinedState;
    expect(seqs(state)).toEqual([30, 31]);
  });

  it('keeps one order and no message twice', () => {
    const state = inside([live(5), live(4), live(5), live(3)]);
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
    expect(hasGap(state.messages)).toBe(false);
  });

  it('sees a gap, asks once, and believes the answer that nothing is there', () => {
    const state = inside([live(6)]);
    expect(hasGap(state.messages)).toBe(true);
    const resynced: RoomEvent = {
      type: 'resynced',
      joined: joinedRoom({ messages: [message(5)] }),
      askedUpToSeq: 6,
      nowMs: 0,
    };
    const closed = play([resynced], state) as JoinedState;
    expect(seqs(closed)).toEqual([1, 2, 3, 5, 6]);
    expect(hasGap(closed.messages)).toBe(false);
  });

  it('sees a gap that opened behind the answer', () => {
    const state = inside([live(6)]);
    const after = play(
      [
        live(9),
        {
          type: 'resynced',
          joined: joinedRoom({ messages: [message(4), message(5)] }),
          askedUpToSeq: 6,
          nowMs: 0,
        },
      ],
      state,
    ) as JoinedState;
    expect(after.messages.syncedSeq).toBe(6);
    expect(hasGap(after.messages)).toBe(true);
  });

  it('asks on from the end of a page while more is missing', () => {
    const page: RoomEvent = {
      type: 'resynced',
      joined: joinedRoom({ messages: [message(4), message(5)], hasMore: true }),
      askedUpToSeq: 3,
      nowMs: 0,
    };
    expect(inside([page]).messages.syncedSeq).toBe(5);
  });

  it('puts older pages in front', () => {
    const state = inside([{ type: 'older_loaded', messages: [message(1), message(2)], hasOlder: false }], {
      messages: [message(3), message(4)],
      hasMore: true,
    });
    expect(seqs(state)).toEqual([1, 2, 3, 4]);
    expect(state.messages.hasOlder).toBe(false);
    expect(hasGap(state.messages)).toBe(false);
  });

  const own = { clientId: 'c1', content: 'hi', type: 'text', createdAt: 0 } as const;

  it('replaces a pending message by the one that everybody has', () => {
    const sent = inside([{ type: 'send_started', message: own }]);
    expect(sent.messages.pending).toHaveLength(1);
    const state = play([live(4, { clientId: 'c1' })], sent) as JoinedState;
    expect(state.messages.pending).toEqual([]);
    expect(seqs(state)).toEqual([1, 2, 3, 4]);
  });

  it('keeps a failed message for another try under the same id', () => {
    const failed = inside([
      { type: 'send_started', message: own },
      { type: 'send_failed', clientId: 'c1', code: 'rate_limited', retryAfter: 4 },
    ]);
    expect(failed.messages.pending[0]?.delivery).toEqual({
      state: 'failed',
      code: 'rate_limited',
      retryAfter: 4,
    });
    const again = play([{ type: 'send_started', message: own }], failed) as JoinedState;
    expect(again.messages.pending).toHaveLength(1);
    expect(again.messages.pending[0]?.delivery).toEqual({ state: 'sending' });
    const gone = play([{ type: 'send_discarded', clientId: 'c1' }], again) as JoinedState;
    expect(gone.messages.pending).toEqual([]);
  });
});

describe('room state: people', () => {
  it('applies deltas and full lists', () => {
    const state = inside([
      {
        type: 'participants',
        update: { joined: [person('vika')], changed: [person('boris', { role: 'moderator' })] },
      },
      { type: 'participants', update: { left: ['anya', 'nobody'] } },
    ]);
    expect([...state.participants.keys()]).toEqual(['boris', 'vika']);
    expect(you(state)?.role).toBe('moderator');
    const full = play(
      [{ type: 'participants', update: { participants: [person('boris')] } }],
      state,
    ) as JoinedState;
    expect([...full.participants.keys()]).toEqual(['boris']);
  });

  it('stays closed once the host has closed it', () => {
    const state = inside([
      { type: 'room_updated', room: room(), closed: true },
      { type: 'room_updated', room: room({ name: 'x' }), closed: false },
    ]);
    expect(state.isClosed).toBe(true);
    expect(state.room.name).toBe('x');
  });
});

describe('moderation', () => {
  const removal = { roomId: ROOM_ID, reason: 'kicked' } as const;

  it('[RM11] whoever is put out is in no room, be it on the way in', () => {
    const joined: RoomEvent = { type: 'joined', joined: joinedRoom() };
    for (const before of [[start, joined], [start]]) {
      const state = play([...before, { type: 'removed', removal }]);
      expect(state).toEqual({ status: 'removed', removal });
      // What was on its way changes nothing.
      expect(play([joined, { type: 'message', message: message(4) }], state)).toBe(state);
    }
  });

  it('[RM11] another room, or none, is not concerned', () => {
    const elsewhere = play([start, { type: 'joined', joined: joinedRoom() }]);
    const other: RoomEvent = { type: 'removed', removal: { ...removal, roomId: 'other' } };
    expect(play([other], elsewhere)).toBe(elsewhere);
    expect(play([other])).toBe(idleRoom);
  });

  it('[RM16] each question for a pause is another one', () => {
    const ask: RoomEvent = { type: 'pause_asked', roomId: ROOM_ID, userId: 'anya' };
    const state = play([start, { type: 'joined', joined: joinedRoom() }, ask, ask]);
    expect(state).toMatchObject({ pauseAsk: { userId: 'anya', number: 2 } });
    expect(play([{ ...ask, roomId: 'other' }], state)).toBe(state);
  });
});
