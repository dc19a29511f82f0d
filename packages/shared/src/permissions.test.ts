import { expect, it } from '@jest/globals';
import { controllingRoles, mayControlPlayback } from './permissions.js';

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
