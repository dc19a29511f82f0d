import { describe, expect, it } from '@jest/globals';
import {
  CLOCK_SAMPLE_DURATION_S,
  CLOCK_SAMPLE_HLS_PATH,
  CLOCK_SAMPLE_PATH,
  CLOCK_SAMPLE_POSTER_PATH,
  isStorableText,
} from '@watchparty/shared';
import { fileMetadata } from './file-metadata.js';

describe('what the name of a file says of it', () => {
  it.each([CLOCK_SAMPLE_PATH, CLOCK_SAMPLE_HLS_PATH])('[VD2] all, of the sample %s', (path) => {
    expect(fileMetadata({ canonicalUrl: path })).toEqual({
      title: 'WatchParty Clock',
      thumbnailUrl: CLOCK_SAMPLE_POSTER_PATH,
      duration: CLOCK_SAMPLE_DURATION_S,
    });
  });

  it.each([
    ['https://media.example/My_film.2024.mp4', 'My film 2024'],
    ['https://media.example/a/b/film.webm?x=/y.mp4#z', 'film'],
    ['https://media.example/%D0%9A%D0%B8%D0%BD%D0%BE.mp4', 'Кино'],
    ['https://media.example/100%25.mp4', '100%'],
    ['https://media.example/bad%zz.mp4', 'bad%zz'],
    ['https://media.example/Big_match.m3u8', 'Big match'],
    ['https://media.example/big-match/index.m3u8?token=x', undefined],
    ['https://media.example/Big_film.mpd', 'Big film'],
    ['https://media.example/big-film/manifest.mpd', undefined],
    ['https://media.example/_._.mp4', undefined],
    ['https://media.example/.mp4', undefined],
    ['https://media.example/', undefined],
  ])('%s is called %s', (url, title) => {
    expect(fileMetadata({ canonicalUrl: url }).title).toBe(title);
  });

  it('[IN2] is always short enough and can be stored', () => {
    for (const name of [
      'x'.repeat(2_000),
      '%F0%9F%8E%AC'.repeat(150),
      `x${'%F0%9F%8E%AC'.repeat(150)}`,
      'a%00b',
      '%ED%A0%80',
    ]) {
      const { title = '' } = fileMetadata({ canonicalUrl: `https://media.example/${name}.mp4` });
      expect(title.length).toBeLessThanOrEqual(200);
      expect(isStorableText(title)).toBe(true);
    }
  });
});
