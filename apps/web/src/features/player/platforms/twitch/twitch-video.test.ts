import { describe, expect, it } from '@jest/globals';

import { clipFrameUrl } from './twitch-video.js';

describe('a clip’s frame', () => {
  it('names every host that the page lies in, and no other', () => {
    expect(
      clipFrameUrl('https://clips.twitch.tv/embed?clip=Slug&parent=elsewhere.example', [
        'party.example',
        'web.telegram.org',
      ]),
    ).toBe('https://clips.twitch.tv/embed?clip=Slug&parent=party.example&parent=web.telegram.org');
  });
});
