import { describe, expect, it } from '@jest/globals';

import { twitchParents } from './twitch-parents.js';

describe('the hosts that Twitch is told of', () => {
  it('are the page’s own, and Telegram Web’s where the page may lie in it', () => {
    expect(twitchParents({ hostname: 'party.example', isFramed: false })).toEqual(['party.example']);
    expect(twitchParents({ hostname: 'party.example', isFramed: true })).toEqual([
      'party.example',
      'web.telegram.org',
    ]);
  });
});
