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
    ['example.org', 'unsupported'],
    ['давай вечером', 'not-a-link'],
    ['half', 'not-a-link'],
    ['https://', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
  ])('finds %j to be %s', (link, verdict) => {
    expect(checkVideoLink(link, 'https://party.test')).toBe(verdict);
  });
});
