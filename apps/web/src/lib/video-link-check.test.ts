import { describe, expect, it } from '@jest/globals';

import { checkVideoLink } from './video-link-check.js';

describe('checkVideoLink', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['/samples/clock.mp4', 'ok'],
    ['https://cdn.example.org/film.mp4?x=1', 'ok'],
    ['cdn.example.org/film.webm', 'ok'],
    ['http://192.168.0.2/film.mp4', 'ok'],
    ['https://example.org/page', 'ok'],
    ['https://www.youtube.com/about', 'unsupported'],
    ['https://www.youtube.com/@NASA/live', 'channel'],
    ['youtube.com/channel/UCLA_DiR1FfKNvjuUpBHmylQ', 'channel'],
    ['https://on.soundcloud.com/Ab3dE', 'short-link'],
    ['https://vimeo.com/event/123456', 'event'],
    ['<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>', 'ok'],
    ['<b>', 'not-a-link'],
    ['example.org', 'unsupported'],
    ['давай вечером', 'not-a-link'],
    ['half', 'not-a-link'],
    ['https://', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
  ])('finds %j to be %s', (link, verdict) => {
    expect(checkVideoLink(link, 'https://party.test')).toBe(verdict);
  });
});
