import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const BY_NUMBER = {
  canonicalUrl: 'https://api.soundcloud.com/tracks/293',
  videoId: 'tracks/293',
  embedUrl: 'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F293',
};
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
    ['https://soundcloud.com/forss/flickermood?si=1#t=1%3A30', { ...TRACK, startAt: 90 }],
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
    [
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&color=%23ff5500',
      BY_NUMBER,
    ],
    [
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/soundcloud%253Atracks%253A293&auto_play=false',
      BY_NUMBER,
    ],
    [
      '<iframe width="100%" height="166" scrolling="no" allow="autoplay" src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&color=%23ff5500"></iframe><div style="font-size: 10px"><a href="https://soundcloud.com/forss">Forss</a></div>',
      BY_NUMBER,
    ],
    [
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/7?secret_token%3Ds-Ab3dE',
      {
        canonicalUrl: 'https://api.soundcloud.com/playlists/7?secret_token=s-Ab3dE',
        videoId: 'playlists/7',
        embedUrl:
          'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Fplaylists%2F7%3Fsecret_token%3Ds-Ab3dE',
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
    'https://api.soundcloud.com/users/1',
    'https://api.soundcloud.com/tracks/soundcloud:users:1',
    'https://soundcloud.com/forss/flickermood/extra',
  ]);
  isNotFooledBy(['https://soundcloud.com.evil.example/forss/flickermood']);
});
