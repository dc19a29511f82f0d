import { describe, expect, it } from '@jest/globals';
import type { Participant } from '../entities.js';
import { countAfter, participantsOf } from './room-participants.js';

function person(userId: string): Participant {
  return {
    userId,
    firstName: userId,
    role: 'participant',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 1,
  };
}

const known = participantsOf([person('a'), person('b')]);

describe('countAfter', () => {
  it('is how many are known where all are', () => {
    expect(countAfter(2, known, { joined: [person('c')] })).toBe(3);
    expect(countAfter(2, known, { left: ['a'], joined: [person('b')] })).toBe(1);
    // News may come twice.
    expect(countAfter(2, known, { joined: [person('a')] })).toBe(2);
    expect(countAfter(2, known, { left: ['gone before'] })).toBe(2);
  });

  it('[SE10] follows who comes and goes where only some are known', () => {
    expect(countAfter(500, known, { joined: [person('c'), person('a')] })).toBe(501);
    expect(countAfter(500, known, { left: ['a', 'somebody unknown'] })).toBe(498);
    expect(countAfter(500, known, { changed: [person('a')] })).toBe(500);
  });

  it('[SE10] stays where a list of those who are worth telling of arrives', () => {
    expect(countAfter(500, known, { participants: [person('a')] })).toBe(500);
    expect(countAfter(1, known, { participants: [person('a'), person('b')] })).toBe(2);
  });
});
