import type { Participant } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { mentionAt, mentionsIn, namedIn, namesOf, peopleFor } from './mentions.js';

function person(userId: string, firstName: string, change: Partial<Participant> = {}): Participant {
  return {
    userId,
    firstName,
    role: 'participant',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 0,
    ...change,
  };
}

const anya = person('a', 'Аня', { username: 'anya_k' });
const boris = person('b', 'Боря');
const other = person('c', 'Боря', { isOnline: false });

describe('mentions', () => {
  it('begin with an @ at the start of a word', () => {
    expect(mentionAt('привет @Бо', 10)).toEqual({ start: 7, query: 'Бо' });
    expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' });
    expect(mentionAt('почта a@b', 9)).toBeUndefined();
    expect(mentionAt('@Боря и', 7)).toBeUndefined();
  });

  it('propose who is meant, those who are here first', () => {
    expect(peopleFor('бо', [other, anya, boris])).toEqual([boris, other]);
    expect(peopleFor('anya', [boris, anya])).toEqual([anya]);
    expect(peopleFor('я', [anya, boris]).map(({ userId }) => userId)).toEqual(['a', 'b']);
  });

  it('are found where they stand', () => {
    const names = namesOf([{ userId: 'c', name: 'Боря' }], [anya, boris, other]);
    expect(mentionsIn('@Боря, смотри, @anya_k! (@Аня) x@Аня @Аняня', names)).toEqual([
      { userId: 'c', offset: 0, length: 5 },
      { userId: 'a', offset: 15, length: 7 },
      { userId: 'a', offset: 25, length: 4 },
    ]);
  });

  it('mean nobody where two have the name and none was picked', () => {
    expect(mentionsIn('@Боря', namesOf([], [boris, other]))).toEqual([]);
  });

  it('prefer the longest name, and are kept when the message is edited', () => {
    const long = [
      { userId: 'x', name: 'Аня' },
      { userId: 'y', name: 'Аня Кузнецова' },
    ];
    const mentions = mentionsIn('ну @Аня Кузнецова', long);
    expect(mentions).toEqual([{ userId: 'y', offset: 3, length: 14 }]);
    expect(namedIn('ну @Аня Кузнецова', mentions)).toEqual([long[1]]);
  });

  it('are at most twenty', () => {
    expect(mentionsIn('@Аня '.repeat(30), namesOf([], [anya]))).toHaveLength(20);
  });
});
