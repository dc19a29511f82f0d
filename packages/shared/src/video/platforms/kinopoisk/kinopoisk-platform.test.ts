import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const FILM = { canonicalUrl: 'https://www.kinopoisk.ru/film/326/', videoId: '326' };

describe('a Kinopoisk link', () => {
  readsLinks('kinopoisk', [
    ['https://www.kinopoisk.ru/film/326/', FILM],
    ['kinopoisk.ru/film/326', FILM],
    ['http://www.kinopoisk.ru/film/326/?utm_source=x', FILM],
    ['https://www.kinopoisk.ru/film/326/video/', FILM],
    ['https://m.kinopoisk.ru./film/326/', FILM],
    [
      'https://www.kinopoisk.ru/series/77044/',
      { canonicalUrl: 'https://www.kinopoisk.ru/series/77044/', videoId: '77044' },
    ],
    [
      'https://hd.kinopoisk.ru/film/4824a95e60a7db7e86f14137516ba590',
      {
        canonicalUrl: 'https://hd.kinopoisk.ru/film/4824a95e60a7db7e86f14137516ba590',
        videoId: '4824a95e60a7db7e86f14137516ba590',
      },
    ],
    [
      'https://widgets.kinopoisk.ru/discovery/trailer/167560?onlyPlayer=1',
      {
        canonicalUrl: 'https://widgets.kinopoisk.ru/discovery/trailer/167560',
        videoId: '167560',
        embedUrl: 'https://widgets.kinopoisk.ru/discovery/trailer/167560?onlyPlayer=1&autoplay=0&cover=1',
      },
    ],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://www.kinopoisk.ru/',
    'https://www.kinopoisk.ru/name/7640/',
    'https://widgets.kinopoisk.ru/discovery/',
  ]);
  isNotFooledBy(['https://kinopoisk.ru.evil.example/film/326/']);
});
