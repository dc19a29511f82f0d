import { describe, expect, it } from '@jest/globals';

import { avatarColours, initialsOf } from './avatar-colour.js';

describe('initialsOf', () => {
  it.each([
    ['Аня', 'А'],
    ['anna maria luisa', 'AM'],
    ['🦊 Fox', '🦊'],
    ['  ', ''],
    ['محمد علي', 'مع'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('avatarColours', () => {
  it('are the same for the same person, and spread over neighbours', () => {
    expect(avatarColours('a')).toBe(avatarColours('a'));
    const ids = Array.from({ length: 50 }, (_, index) => `00000000-0000-4000-8000-0000000000${10 + index}`);
    expect(new Set(ids.map((id) => avatarColours(id)[0])).size).toBe(7);
  });
});
