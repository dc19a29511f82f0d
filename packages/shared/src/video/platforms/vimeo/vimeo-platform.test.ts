import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const VIDEO = {
  canonicalUrl: 'https://vimeo.com/76979871',
  videoId: '76979871',
  embedUrl: 'https://player.vimeo.com/video/76979871',
};
const UNLISTED = {
  canonicalUrl: 'https://vimeo.com/76979871/0a1b2c3d4e',
  videoId: '76979871',
  embedUrl: 'https://player.vimeo.com/video/76979871?h=0a1b2c3d4e',
};

describe('a Vimeo link', () => {
  readsLinks('vimeo', [
    ['https://vimeo.com/76979871', VIDEO],
    ['vimeo.com/76979871', VIDEO],
    ['http://www.vimeo.com/76979871?share=copy', VIDEO],
    ['https://vimeo.com/76979871#t=1m30s', { ...VIDEO, startAt: 90 }],
    ['https://vimeo.com/76979871/0a1b2c3d4e', UNLISTED],
    ['https://vimeo.com/channels/staffpicks/76979871', VIDEO],
    ['https://vimeo.com/groups/shortfilms/videos/76979871', VIDEO],
    ['https://vimeo.com/showcase/123456/video/76979871', VIDEO],
    ['https://player.vimeo.com/video/76979871', VIDEO],
    ['https://vimeo.com/manage/videos/76979871', VIDEO],
    ['https://vimeo.com/manage/videos/76979871/0a1b2c3d4e', UNLISTED],
    ['https://vimeo.com/76979871?h=0a1b2c3d4e&fl=pl', UNLISTED],
    [
      '<div style="padding:56.25% 0 0 0;position:relative;"><iframe src="https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&amp;app_id=58479" title="A > B" allow="autoplay; fullscreen"></iframe></div><script src="https://player.vimeo.com/api/player.js"></script>',
      UNLISTED,
    ],
    ['https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&badge=0', UNLISTED],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://vimeo.com/',
    'https://vimeo.com/staffpicks',
    'https://vimeo.com/event/123456',
    'https://vimeo.com/ondemand/film/76979871',
    'https://vimeo.com/76979871/settings',
    'https://vimeo.com/12',
  ]);
  isNotFooledBy(['https://vimeo.com.evil.example/76979871', 'https://notvimeo.com/76979871']);
});
