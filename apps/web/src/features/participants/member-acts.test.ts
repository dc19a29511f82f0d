import type { Participant } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { actsOn } from './member-acts.js';

function person(userId: string, part: Partial<Participant> = {}): Participant {
  return {
    userId,
    firstName: userId,
    role: 'participant',
    isVoiceEnabled: false,
    isOnline: true,
    joinedAt: 1,
    ...part,
  };
}

const HOST = person('host', { role: 'host' });
const HELPER = person('helper', { role: 'moderator' });
const GUEST = person('guest');

describe('[RM8] [RM9] what a menu offers', () => {
  it.each([
    ['the host, of a participant', HOST, GUEST, ['promote', 'mute', 'kick', 'ban', 'transfer']],
    ['the host, of a moderator', HOST, HELPER, ['demote', 'mute', 'kick', 'ban', 'transfer']],
    [
      'the host, of somebody muted',
      HOST,
      person('m', { isMuted: true }),
      ['promote', 'unmute', 'kick', 'ban', 'transfer'],
    ],
    ['a moderator, of a participant', HELPER, GUEST, ['mute', 'kick', 'ban']],
    ['a moderator, of another one', HELPER, person('other', { role: 'moderator' }), []],
    ['a moderator, of the host', HELPER, HOST, []],
    ['a participant', GUEST, person('other'), []],
    ['anybody, of themselves', HOST, HOST, []],
  ] as const)('%s', (_, self, target, acts) => {
    expect(actsOn(target, { self, ownerId: 'host' })).toEqual(acts);
  });

  it('nothing of the owner, be somebody else the host', () => {
    const standIn = person('stand-in', { role: 'host' });
    expect(actsOn(GUEST, { self: standIn, ownerId: 'guest' })).toEqual([]);
  });
});
