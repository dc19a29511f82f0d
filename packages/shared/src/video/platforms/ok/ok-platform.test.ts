import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const VIDEO = {
  canonicalUrl: 'https://ok.ru/video/1234567890123',
  videoId: '1234567890123',
  embedUrl: 'https://ok.ru/videoembed/1234567890123?nochat=1',
};

describe('an OK.ru link', () => {
  readsLinks('ok', [
    ['https://ok.ru/video/1234567890123', VIDEO],
    ['ok.ru/video/1234567890123', VIDEO],
    ['http://m.ok.ru/video/1234567890123', VIDEO],
    ['https://www.ok.ru/live/1234567890123', VIDEO],
    ['https://ok.ru/videoembed/1234567890123?autoplay=1', VIDEO],
    ['https://ok.ru/web-api/video/moviePlayer/1234567890123', VIDEO],
    ['https://m.ok.ru/dk?st.cmd=movieLayer&st.mvId=1234567890123', VIDEO],
    [
      'https://ok.ru/video/64211978996595-1',
      {
        canonicalUrl: 'https://ok.ru/video/64211978996595-1',
        videoId: '64211978996595-1',
        embedUrl: 'https://ok.ru/videoembed/64211978996595-1?nochat=1',
      },
    ],
    ['https://www.odnoklassniki.ru/video/1234567890123?fromTime=90', { ...VIDEO, startAt: 90 }],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://ok.ru/',
    'https://ok.ru/profile/1234567',
    'https://ok.ru/video/showcase',
    'https://ok.ru/video/1/2',
    'https://ok.ru/dk?st.cmd=userMain',
    'https://ok.ru/dk?st.mvId=1/../2',
  ]);
  isNotFooledBy(['https://ok.ru.evil.example/video/1234567890123', 'https://book.ru/video/1234567890123']);
});
