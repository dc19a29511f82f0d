import type { Message, Participant, Room } from '@watchparty/shared';
import { noMessages, type JoinedState } from '@watchparty/shared/room-client';
import { describe, expect, it } from '@jest/globals';

import { writingPauseOf } from './writing-pause.js';

function message(createdAt: number, change: Partial<Message> = {}): Message {
  return {
    id: String(createdAt),
    seq: createdAt,
    roomId: 'r',
    userId: 'me',
    content: 'x',
    type: 'text',
    createdAt,
    ...change,
  };
}

function stateOf(self: Partial<Participant>, slowMode: Room['slowMode'], list: Message[] = []) {
  return {
    youId: 'me',
    participants: new Map([['me', { userId: 'me', role: 'participant', ...self } as Participant]]),
    room: { slowMode } as Room,
    messages: { ...noMessages, list },
  } satisfies Partial<JoinedState>;
}

describe('[RM10] [RM14] who may not write just now', () => {
  it('is whoever is muted, be it for a while or until it is lifted', () => {
    expect(writingPauseOf(stateOf({ isMuted: true }, 0))).toEqual({ kind: 'muted', until: undefined });
    expect(writingPauseOf(stateOf({ isMuted: true, mutedUntil: 5 }, 30, [message(1)]))).toEqual({
      kind: 'muted',
      until: 5,
    });
  });

  it('is a participant of a slow room, after the last message of their own', () => {
    const list = [
      message(1_000),
      message(2_000),
      message(3_000, { userId: 'other' }),
      message(4_000, { type: 'system' }),
    ];
    expect(writingPauseOf(stateOf({}, 30, list))).toEqual({ kind: 'slow', until: 32_000 });
    expect(writingPauseOf(stateOf({ role: 'moderator' }, 30, list))).toBeUndefined();
    expect(writingPauseOf(stateOf({}, 0, list))).toBeUndefined();
    expect(writingPauseOf(stateOf({}, undefined, list))).toBeUndefined();
    expect(writingPauseOf(stateOf({}, 30))).toBeUndefined();
  });
});
