import { expect, it } from '@jest/globals';
import { MEMBER_ACTS } from './members.js';
import { controllingRoles, mayControlPlayback, mayModerate, targetRoles } from './permissions.js';

it.each([
  ['host', 'host', true],
  ['host', 'moderator', false],
  ['host', 'participant', false],
  ['moderators', 'host', true],
  ['moderators', 'moderator', true],
  ['moderators', 'participant', false],
  ['everyone', 'host', true],
  ['everyone', 'moderator', true],
  ['everyone', 'participant', true],
] as const)('[PB1] in mode %s a %s: %s', (mode, role, may) => {
  expect(mayControlPlayback(role, mode)).toBe(may);
  expect(controllingRoles(mode).includes(role)).toBe(may);
});

it.each(MEMBER_ACTS)('[RM8] [RM9] %s: nobody does it to a host, and participants do it to nobody', (act) => {
  const isForHostOnly = act === 'promote' || act === 'demote' || act === 'transfer';
  expect(targetRoles(act, 'host')).toEqual(['moderator', 'participant']);
  expect(targetRoles(act, 'moderator')).toEqual(isForHostOnly ? [] : ['participant']);
  expect(targetRoles(act, 'participant')).toEqual([]);
});

it('[RM12] the host and moderators see who is kept out', () => {
  expect((['host', 'moderator', 'participant'] as const).filter(mayModerate)).toEqual(['host', 'moderator']);
});
