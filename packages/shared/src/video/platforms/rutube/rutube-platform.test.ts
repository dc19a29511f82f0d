import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const ID = '0123456789abcdef0123456789abcdef';
const VIDEO = {
  canonicalUrl: `https://rutube.ru/video/${ID}/`,
  videoId: ID,
  embedUrl: `https://rutube.ru/play/embed/${ID}/`,
};
const PRIVATE = {
  canonicalUrl: `https://rutube.ru/video/private/${ID}/?p=Ab_3-dEfG`,
  videoId: ID,
  embedUrl: `https://rutube.ru/play/embed/${ID}/?p=Ab_3-dEfG`,
};

describe('a Rutube link', () => {
  readsLinks('rutube', [
    [`https://rutube.ru/video/${ID}/`, VIDEO],
    [`https://rutube.ru/video/${ID}`, VIDEO],
    [`rutube.ru/video/${ID}/?r=wd`, VIDEO],
    [`http://www.rutube.ru/video/${ID}/`, VIDEO],
    [`https://rutube.ru/shorts/${ID}/`, VIDEO],
    [`https://m.rutube.ru/video/${ID}/`, VIDEO],
    [`https://rutube.ru/live/video/${ID}/`, VIDEO],
    [`https://rutube.ru/play/embed/${ID}`, VIDEO],
    [`https://rutube.ru/video/${ID}/?t=90`, { ...VIDEO, startAt: 90 }],
    [`https://rutube.ru/video/private/${ID}/?p=Ab_3-dEfG`, PRIVATE],
    [`https://rutube.ru/play/embed/${ID}/?p=Ab_3-dEfG&skinColor=ff0000`, PRIVATE],
    [`<iframe src='//rutube.ru/play/embed/${ID}/' allow="autoplay"></iframe>`, VIDEO],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://rutube.ru/',
    'https://rutube.ru/feeds/movies/',
    'https://rutube.ru/channel/123/',
    'https://rutube.ru/video/123/',
    `https://rutube.ru/video/person/${ID}/`,
    `https://rutube.ru/video/${ID}/extra/`,
  ]);
  isNotFooledBy([`https://rutube.ru.evil.example/video/${ID}/`, `https://xn--rutue-n5a.ru/video/${ID}/`]);
});
