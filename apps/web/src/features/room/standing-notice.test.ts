import { expect, it } from '@jest/globals';

import { standingNotice } from './standing-notice.js';

it.each([
  ['nothing new', 'participant', false, 'participant', false, undefined],
  ['a part', 'participant', false, 'moderator', false, 'moderator'],
  ['a part that is over', 'moderator', false, 'participant', false, 'participant'],
  ['the room', 'moderator', false, 'host', false, 'host'],
  ['a part and a voice', 'participant', true, 'moderator', false, 'moderator'],
  ['no voice, of which the chat tells', 'participant', false, 'participant', true, undefined],
  ['a voice', 'participant', true, 'participant', false, 'unmuted'],
] as const)('[RM8] [RM10] tells of %s', (_, role, isMuted, nextRole, nextIsMuted, text) => {
  const notice = standingNotice({ role, isMuted }, { role: nextRole, isMuted: nextIsMuted });
  expect(notice?.text).toBe(text);
});
