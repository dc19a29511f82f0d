import { describe, expect, it } from '@jest/globals';
import type { Message, Participant, Playback } from '@watchparty/shared';
import type { JoinedState } from '@watchparty/shared/room-client';
import type { LedgerEntry } from './ledger.js';
import { faultsOf, type RoomTruth, type RoomViews } from './verdict.js';

const playback: Playback = {
  videoUrl: null,
  platform: null,
  isPlaying: false,
  position: 0,
  rate: 1,
  effectiveAt: 0,
  version: 7,
};

function message(seq: number): Message {
  return { id: `m${seq}`, seq, userId: 'anna', clientId: `c${seq}`, content: `says ${seq}` } as Message;
}

function person(userId: string): Participant {
  return { userId, isOnline: true } as Participant;
}

const truth: RoomTruth = {
  playback,
  messages: [message(1), message(2), message(3)],
  seats: [person('anna'), person('boris')],
  participantCount: 2,
};

function device(changes: { list?: Message[]; playback?: Playback; people?: string[] } = {}): JoinedState {
  const { list = [1, 2, 3].map(message), people = ['anna', 'boris'] } = changes;
  return {
    playback: changes.playback ?? playback,
    messages: { list, syncedSeq: list.at(-1)?.seq ?? 0, pending: [] },
    participants: new Map(people.map((userId) => [userId, person(userId)])),
  } as unknown as JoinedState;
}

function written(seq: number, fate: LedgerEntry['fate']): LedgerEntry {
  const content = `says ${seq}`;
  return { clientId: `c${seq}`, content, userId: 'anna', roomId: 'room', writtenAtMs: 0, tries: 1, fate };
}

const acked = (seq: number, as = seq): LedgerEntry =>
  written(seq, { state: 'acked', id: `m${as}`, seq: as, afterMs: 1 });

function views(changes: Partial<RoomViews> = {}): RoomViews {
  return {
    present: new Set(['anna', 'boris']),
    devices: [{ label: 'phone', room: device() }],
    written: [acked(1)],
    ...changes,
  };
}

const seenBy = (room: JoinedState): Partial<RoomViews> => ({ devices: [{ label: 'phone', room }] });

describe('faultsOf', () => {
  it('finds none where all agree, be a message without an answer kept or not', () => {
    const abandoned = [2, 9].map((seq) => written(seq, { state: 'abandoned' }));
    expect(faultsOf(truth, views({ written: [acked(1), ...abandoned] }))).toEqual([]);
  });

  it('asks of a device only what came after its first message', () => {
    expect(faultsOf(truth, views(seenBy(device({ list: [message(2), message(3)] }))))).toEqual([]);
  });

  const twice = { ...message(4), content: message(1).content };
  it.each<[string, RoomTruth, Partial<RoomViews>]>([
    ['message c9 was acked as number 9 and is lost', truth, { written: [acked(9)] }],
    ['message c1 was acked as number 2 and is kept as 1', truth, { written: [acked(1, 2)] }],
    ['message c1 is kept 2 times', { ...truth, messages: [...truth.messages, twice] }, {}],
    ['phone: has no message 2', truth, seenBy(device({ list: [message(1), message(3)] }))],
    [
      'phone: has another message 2',
      truth,
      seenBy(device({ list: [message(1), { ...message(2), id: 'other' }, message(3)] })),
    ],
    [
      'phone: has messages out of order',
      truth,
      seenBy(device({ list: [message(1), message(3), message(2)] })),
    ],
    ['phone: has messages that nobody keeps', truth, seenBy(device({ list: [1, 2, 3, 3].map(message) }))],
    ['phone: knows version 6 of 7', truth, seenBy(device({ playback: { ...playback, version: 6 } }))],
    ['phone: position is 5 instead of 0', truth, seenBy(device({ playback: { ...playback, position: 5 } }))],
    ['phone: does not see boris', truth, seenBy(device({ people: ['anna'] }))],
    ['phone: sees 3 people of 2', truth, seenBy(device({ people: ['anna', 'boris', 'vika'] }))],
    ['phone is not in the room', truth, { devices: [{ label: 'phone', room: undefined }] }],
    ['boris has a seat and is not there', truth, { present: new Set(['anna']) }],
    ['vika is there without a seat', truth, { present: new Set(['anna', 'boris', 'vika']) }],
    ['somebody has two seats', { ...truth, seats: [person('anna'), person('boris'), person('boris')] }, {}],
    ['the server counts 3 people, 2 are there', { ...truth, participantCount: 3 }, {}],
    [
      'boris is there and counts as away',
      { ...truth, seats: [person('anna'), { ...person('boris'), isOnline: false }] },
      {},
    ],
  ])('sees that %s', (fault, kept, seen) => {
    expect(faultsOf(kept, views(seen))).toContain(fault);
  });
});
