import type { Message } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { chatTimeline } from './chat-timeline.js';

function message(seq: number, authorId: string, change: Partial<Message> = {}): Message {
  return {
    id: `id-${seq}`,
    seq,
    roomId: 'room',
    userId: authorId,
    author: { id: authorId, firstName: authorId },
    content: `text ${seq}`,
    type: 'text',
    createdAt: 1_000_000 + seq * 1000,
    ...change,
  };
}

function grouping(messages: readonly Message[]): string[] {
  return chatTimeline({ messages, pending: [], notes: [], youId: 'me' }).map((entry) =>
    'isFirst' in entry ? `${entry.isFirst ? '(' : '-'}${entry.isLast ? ')' : '-'}` : entry.kind,
  );
}

describe('chat timeline', () => {
  it('groups what one person says in a row', () => {
    expect(grouping([message(1, 'a'), message(2, 'a'), message(3, 'a'), message(4, 'b')])).toEqual([
      '(-',
      '--',
      '-)',
      '()',
    ]);
  });

  it('begins a new group after a system line and after a long silence', () => {
    expect(grouping([message(1, 'a'), message(2, 'a', { type: 'system' }), message(3, 'a')])).toEqual([
      '()',
      'system',
      '()',
    ]);
    expect(grouping([message(1, 'a'), message(2, 'a', { createdAt: 2_000_000 })])).toEqual(['()', '()']);
  });

  it('does not take two deleted accounts for one person', () => {
    const gone = { userId: undefined, author: undefined };
    expect(grouping([message(1, 'a', gone), message(2, 'b', gone)])).toEqual(['()', '()']);
  });

  it('knows one’s own messages and big emoji', () => {
    const [own, big] = chatTimeline({
      messages: [message(1, 'me'), message(2, 'a', { type: 'emoji', content: '🔥' })],
      pending: [],
      notes: [],
      youId: 'me',
    });
    expect(own).toMatchObject({ isOwn: true, isBig: false });
    expect(big).toMatchObject({ isOwn: false, isBig: true });
  });

  it('puts a note behind the message after which it happened', () => {
    const note = {
      id: 'n',
      userId: 'a',
      reason: 'pause',
      position: 0,
      rate: 1,
      atMs: 0,
      afterSeq: 1,
    } as const;
    const kinds = chatTimeline({
      messages: [message(1, 'a'), message(2, 'a')],
      pending: [],
      notes: [note, { ...note, id: 'm', afterSeq: 2 }],
      youId: 'me',
    }).map((entry) => entry.kind);
    expect(kinds).toEqual(['message', 'note', 'message', 'note']);
  });

  it('keeps the key of a message from the sending to the arrival', () => {
    const pending = {
      clientId: 'c',
      content: 'hi',
      type: 'text',
      createdAt: 0,
      delivery: { state: 'sending' },
    } as const;
    const before = chatTimeline({ messages: [], pending: [pending], notes: [], youId: 'me' });
    const after = chatTimeline({
      messages: [message(1, 'me', { clientId: 'c' })],
      pending: [],
      notes: [],
      youId: 'me',
    });
    expect(after[0]?.key).toBe(before[0]?.key);
  });
});
