import { describe, expect, it } from '@jest/globals';
import { isNotFooledBy, readsLinks, refusesLinks, type LinkRow } from '../../../../test/link-table.js';
import { parseVideoLink } from '../../video-link.js';

const VIDEO = {
  canonicalUrl: 'https://dzen.ru/embed/vh1fMeui3d3Y',
  videoId: 'vh1fMeui3d3Y',
  embedUrl: 'https://dzen.ru/embed/vh1fMeui3d3Y?from_block=partner&from=zen&mute=0&autoplay=0&tv=0',
};

describe('a Dzen link', () => {
  readsLinks('dzen', [
    ['https://dzen.ru/embed/vh1fMeui3d3Y', VIDEO],
    ['https://dzen.ru/embed/vh1fMeui3d3Y?from_block=partner&t=90', { ...VIDEO, startAt: 90 }],
    ['<iframe src="https://dzen.ru/embed/vh1fMeui3d3Y?mute=0" allow="autoplay"></iframe>', VIDEO],
  ] satisfies LinkRow[]);
  refusesLinks([
    'https://dzen.ru/',
    'https://dzen.ru/a/ZabcDEf',
    'https://dzen.ru/embed/',
    'https://dzen.ru/embed/a/b',
  ]);
  isNotFooledBy(['https://dzen.ru.evil.example/embed/vh1fMeui3d3Y']);

  it('[VD1] says where to find the code of a video whose page was pasted', () => {
    const link = parseVideoLink('https://dzen.ru/video/watch/0123456789abcdef01234567', {
      ownOrigins: [],
      allowPrivate: false,
    });
    expect(link).toEqual({ refusal: expect.stringContaining('Embed') });
  });
});
