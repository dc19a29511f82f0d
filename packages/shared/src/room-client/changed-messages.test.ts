import { describe, expect, it } from '@jest/globals';
import type { Message, MessageChange } from '../entities.js';
import { knowChangesUpTo, noChanges, noteChange, quoteOf, upToDate, withChange } from './changed-messages.js';
import {
  addChange,
  addLiveMessage,
  addMissedChanges,
  hasGap,
  noMessages,
  openMessages,
} from './room-messages.js';

function message(seq: number, change: Partial<Message> = {}): Message {
  return { id: `m${seq}`, seq, roomId: 'r', content: `text ${seq}`, type: 'text', createdAt: seq, ...change };
}

function edited(seq: number, revision: number, content = 'anew'): MessageChange {
  return { roomId: 'r', revision, message: message(seq, { content, revision }) };
}

const deleted = (seq: number, revision: number): MessageChange => ({
  roomId: 'r',
  revision,
  deletedId: `m${seq}`,
});

const opened = openMessages(noMessages, [message(1), message(2)], { hasOlder: false, chatRevision: 3 });

describe('changes of messages', () => {
  it('take the place of what was there, and never that of something newer', () => {
    const list = [message(1), message(2, { content: 'newest', revision: 9 })];
    expect(withChange(list, edited(1, 4))[0]).toMatchObject({ content: 'anew' });
    expect(withChange(list, edited(2, 4))).toBe(list);
    expect(withChange(list, deleted(1, 4)).map(({ seq }) => seq)).toEqual([2]);
    expect(withChange(list, deleted(7, 4))).toBe(list);
  });

  it('reach the quotes of the message, be it here or not', () => {
    const list = [message(8, { replyTo: quoteOf(message(1)) })];
    expect(withChange(list, edited(1, 4, 'у'.repeat(300)))[0]?.replyTo?.excerpt).toBe('у'.repeat(120));
    expect(withChange(list, deleted(1, 4))[0]?.replyTo).toBeNull();
  });

  it('are counted without gaps, in whatever order they come', () => {
    const ahead = addChange(addChange(opened, edited(1, 6)), edited(1, 5));
    expect([ahead.changes.revision, hasGap(ahead)]).toEqual([3, true]);
    const whole = addChange(ahead, edited(2, 4));
    expect([whole.changes.revision, hasGap(whole)]).toEqual([6, false]);
    expect(addChange(whole, edited(2, 4)).changes.revision).toBe(6);
  });

  it('that were missed close the gap, though some numbers were overtaken', () => {
    const ahead = addChange(opened, edited(1, 6));
    const whole = addMissedChanges(ahead, [edited(1, 6)], 6);
    expect([whole.changes.revision, hasGap(whole)]).toEqual([6, false]);
  });

  it('outlive a page that was read before them', () => {
    const known = [edited(1, 4), deleted(2, 5)].reduce(noteChange, noChanges);
    const page = [message(1), message(2), message(3, { replyTo: quoteOf(message(2)) })];
    expect(upToDate(page, known)).toEqual([
      message(1, { content: 'anew', revision: 4 }),
      message(3, { replyTo: null }),
    ]);
  });

  it('keep a deleted message away when a node tells of it once more', () => {
    const without = addChange(opened, deleted(2, 4));
    expect(addLiveMessage(without, message(2)).list.map(({ seq }) => seq)).toEqual([1]);
  });

  it('forget the oldest of very many', () => {
    let known = noChanges;
    for (let seq = 1; seq <= 250; seq += 1) known = noteChange(known, edited(seq, seq));
    expect([known.recent.size, known.revision, known.recent.has('m50'), known.recent.has('m51')]).toEqual([
      200,
      250,
      false,
      true,
    ]);
    expect(knowChangesUpTo(known, 7)).toBe(known);
  });
});
