import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const TRACK = {
  canonicalUrl: 'https://soundcloud.com/forss/flickermood',
  videoId: 'forss/flickermood',
  embedUrl: 'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood',
};

describe('a SoundCloud link', () => {
  readsLinks('soundcloud', [
    ['https://soundcloud.com/forss/flickermood', TRACK],
    ['soundcloud.com/forss/flickermood', TRACK],
    ['http://m.soundcloud.com/forss/flickermood?si=1', TRACK],
    ['https://soundcloud.com/forss/flickermood#t=1:30', { ...TRACK, startAt: 90 }],
    ['https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/forss/flickermood&color=ff5500', TRACK],
    [
      'https://soundcloud.com/forss/sets/soulhack',
      {
        canonicalUrl: 'https://soundcloud.com/forss/sets/soulhack',
        videoId: 'forss/sets/soulhack',
        embedUrl:
          'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fsets%2Fsoulhack',
      },
    ],
    [
      'https://soundcloud.com/forss/secret/s-Ab3dE',
      {
        canonicalUrl: 'https://soundcloud.com/forss/secret/s-Ab3dE',
        videoId: 'forss/secret/s-Ab3dE',
        embedUrl:
          'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fsecret%2Fs-Ab3dE',
      },
    ],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://soundcloud.com/forss',
    'https://soundcloud.com/forss/tracks',
    'https://soundcloud.com/discover/sets',
    'https://soundcloud.com/forss/sets',
    'https://on.soundcloud.com/Ab3dE',
    'https://w.soundcloud.com/player/?url=https://evil.example/forss/flickermood',
    'https://w.soundcloud.com/player/?url=nonsense',
    'https://soundcloud.com/forss/flickermood/extra',
  ]);
  isNotFooledBy(['https://soundcloud.com.evil.example/forss/flickermood']);
});
