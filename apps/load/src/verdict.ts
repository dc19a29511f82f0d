import type { Message, Participant, Playback } from '@watchparty/shared';
import type { JoinedState } from '@watchparty/shared/room-client';
import type { LedgerEntry } from './ledger.js';

/** A room as the server keeps it. */
export interface RoomTruth {
  playback: Playback;
  messages: readonly Pick<Message, 'id' | 'seq' | 'userId' | 'clientId' | 'content'>[];
  /** Everybody with a seat; absent where only REST can be asked, which tells the number. */
  seats?: readonly Pick<Participant, 'userId' | 'isOnline'>[];
  participantCount: number;
}

export interface RoomViews {
  /** Whom their own devices believe to be in the room. */
  present: ReadonlySet<string>;
  devices: readonly { label: string; room: JoinedState | undefined }[];
  written: readonly LedgerEntry[];
}

/** Every way in which the server, its promises and its clients differ. A calm room has none. */
export function faultsOf(truth: RoomTruth, views: RoomViews): string[] {
  return [
    ...faultsOfPromises(truth, views.written),
    ...faultsOfSeats(truth, views.present),
    ...views.devices.flatMap(({ label, room }) =>
      room
        ? faultsOfDevice(truth, room).map((fault) => `${label}: ${fault}`)
        : [`${label} is not in the room`],
    ),
  ];
}

/** What was acked is kept once; what was not is kept at most once. */
function faultsOfPromises({ messages }: RoomTruth, written: readonly LedgerEntry[]): string[] {
  const byContent = new Map<string, RoomTruth['messages'][number][]>();
  for (const message of messages) {
    const same = byContent.get(message.content);
    if (same) same.push(message);
    else byContent.set(message.content, [message]);
  }
  return written.flatMap(({ clientId, content, fate }) => {
    const kept = byContent.get(content) ?? [];
    if (kept.length > 1) return [`message ${clientId} is kept ${kept.length} times`];
    if (fate.state !== 'acked') return [];
    const [only] = kept;
    if (!only) return [`message ${clientId} was acked as number ${fate.seq} and is lost`];
    if (only.id !== fate.id || only.seq !== fate.seq)
      return [`message ${clientId} was acked as number ${fate.seq} and is kept as ${only.seq}`];
    return [];
  });
}

function faultsOfSeats({ seats, participantCount }: RoomTruth, present: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  if (participantCount !== present.size)
    faults.push(`the server counts ${participantCount} people, ${present.size} are there`);
  if (!seats) return faults;
  const seated = seats.map(({ userId }) => userId);
  if (new Set(seated).size < seated.length) faults.push('somebody has two seats');
  for (const userId of present)
    if (!seated.includes(userId)) faults.push(`${userId} is there without a seat`);
  for (const { userId, isOnline } of seats) {
    if (!present.has(userId)) faults.push(`${userId} has a seat and is not there`);
    else if (!isOnline) faults.push(`${userId} is there and counts as away`);
  }
  return faults;
}

function faultsOfDevice(truth: RoomTruth, room: JoinedState): string[] {
  return [
    ...faultsOfPlayback(truth.playback, room.playback),
    ...faultsOfMessages(truth.messages, room),
    ...faultsOfPeople(truth, room),
  ];
}

function faultsOfPlayback(kept: Playback, known: Playback): string[] {
  if (kept.version !== known.version) return [`knows version ${known.version} of ${kept.version}`];
  const differs = (['videoUrl', 'isPlaying', 'position', 'rate', 'effectiveAt'] as const).filter(
    (field) => kept[field] !== known[field],
  );
  return differs.map((field) => `${field} is ${String(known[field])} instead of ${String(kept[field])}`);
}

/** From its first message on, a device has every one of them, in the order of their numbers. */
function faultsOfMessages(messages: RoomTruth['messages'], { messages: known }: JoinedState): string[] {
  const faults: string[] = [];
  const first = known.list[0]?.seq ?? Number.POSITIVE_INFINITY;
  const expected = messages.filter(({ seq }) => seq >= first);
  const seen = new Map(known.list.map((message) => [message.seq, message]));
  for (const { seq, id } of expected) {
    const message = seen.get(seq);
    if (!message) faults.push(`has no message ${seq}`);
    else if (message.id !== id) faults.push(`has another message ${seq}`);
  }
  if (known.list.length > expected.length) faults.push('has messages that nobody keeps');
  if (known.list.length === 0 && messages.length > 0) faults.push('has no message at all');
  if (known.list.some(({ seq }, index) => seq <= (known.list[index - 1]?.seq ?? 0)))
    faults.push('has messages out of order');
  const last = messages.at(-1)?.seq ?? 0;
  if (known.syncedSeq < last) faults.push(`believes to be complete up to ${known.syncedSeq} of ${last}`);
  if (known.pending.length > 0) faults.push(`still sends ${known.pending.length} messages`);
  return faults;
}

function faultsOfPeople({ seats, participantCount }: RoomTruth, room: JoinedState): string[] {
  const faults: string[] = [];
  if (room.participants.size !== participantCount)
    faults.push(`sees ${room.participants.size} people of ${participantCount}`);
  for (const { userId, isOnline } of seats ?? []) {
    const seen = room.participants.get(userId);
    if (!seen) faults.push(`does not see ${userId}`);
    else if (seen.isOnline !== isOnline)
      faults.push(`sees ${userId} as ${seen.isOnline ? 'online' : 'away'}`);
  }
  return faults;
}
