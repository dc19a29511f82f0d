import { describe } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';

const VIDEO = {
  canonicalUrl: 'https://dzen.ru/embed/vh1fMeui3d3Y',
  videoId: 'vh1fMeui3d3Y',
  embedUrl: 'https://dzen.ru/embed/vh1fMeui3d3Y?from_block=partner&from=zen&mute=0&autoplay=0&tv=0',
};
const ID = '0123456789abcdef01234567';
/** Opened on Dzen: what its frame would be called is not known. */
const PAGE = { canonicalUrl: `https://dzen.ru/video/watch/${ID}`, videoId: ID };

describe('a Dzen link', () => {
  readsLinks('dzen', [
    ['https://dzen.ru/embed/vh1fMeui3d3Y', VIDEO],
    ['https://zen.yandex.ru/embed/vh1fMeui3d3Y', VIDEO],
    ['https://dzen.ru/embed/vh1fMeui3d3Y?from_block=partner&t=90', { ...VIDEO, startAt: 90 }],
    ['<iframe src="https://dzen.ru/embed/vh1fMeui3d3Y?mute=0" allow="autoplay"></iframe>', VIDEO],
    [`https://dzen.ru/video/watch/${ID}`, PAGE],
    [`dzen.ru/video/watch/${ID}?share_to=link`, PAGE],
    [`http://m.dzen.ru/video/watch/${ID}?t=90`, { ...PAGE, startAt: 90 }],
    [`https://dzen.ru/shorts/${ID}`, { canonicalUrl: `https://dzen.ru/shorts/${ID}`, videoId: ID }],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://dzen.ru/',
    'https://dzen.ru/a/ZabcDEf',
    'https://dzen.ru/embed/',
    'https://dzen.ru/embed/a/b',
    'https://dzen.ru/embed/vh1fMeui3d3Y/more',
    'https://dzen.ru/video/watch/',
    'https://dzen.ru/video/watch/vh1fMeui3d3Y',
    `https://dzen.ru/video/${ID}`,
    `https://dzen.ru/shorts/${ID}/more`,
    'https://dzen.ru/shorts/watch',
  ]);
  isNotFooledBy(['https://dzen.ru.evil.example/embed/vh1fMeui3d3Y', `https://mydzen.ru/video/watch/${ID}`]);
});
