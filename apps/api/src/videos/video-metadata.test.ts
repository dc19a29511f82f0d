import { describe, expect, it } from '@jest/globals';
import { isStorableText, PLAYLIST_MAX_ITEMS, POSITION_MAX_S, URL_MAX_LENGTH } from '@watchparty/shared';
import { type RawMetadata, toMetadata } from './video-metadata.js';

describe('what is believed of a video', () => {
  it('[MD1] is what has its right shape, and that is kept once more as it is', () => {
    const whole = {
      title: 'Sintel',
      thumbnailUrl: 'https://i.example/x.jpg',
      duration: 888.5,
      items: [
        { url: 'https://v.example/1', title: 'One', thumbnailUrl: 'https://i.example/1.jpg', duration: 5 },
      ],
      contentType: 'video/mp4',
      contentLength: 1_000,
      isFramingRefused: true as const,
    };
    expect(toMetadata(whole)).toEqual(whole);
    expect(toMetadata(toMetadata(whole))).toEqual(whole);
  });

  it.each<[string, RawMetadata]>([
    ['nothing', {}],
    ['nulls', { title: null, thumbnailUrl: null, duration: null, items: null }],
    ['other types', { title: { a: 1 }, thumbnailUrl: 5, duration: '12', items: 'x', contentType: 1 }],
    ['titles that say nothing', { title: ' \n\u{202e}\0 ' }],
    ['pictures over http', { thumbnailUrl: 'http://i.example/x.jpg' }],
    ['pictures made of data', { thumbnailUrl: 'data:image/png;base64,AAAA' }],
    ['scripts', { thumbnailUrl: 'javascript:alert(1)' }],
    ['relative pictures', { thumbnailUrl: '//i.example/x.jpg' }],
    ['pictures with a password', { thumbnailUrl: 'https://user:secret@i.example/x.jpg' }],
    ['endless addresses', { thumbnailUrl: `https://i.example/${'x'.repeat(URL_MAX_LENGTH)}` }],
    ['addresses that grow', { thumbnailUrl: `https://i.example/${'я'.repeat(URL_MAX_LENGTH / 2)}` }],
    ['no time', { duration: 0 }],
    ['time that runs back', { duration: -1 }],
    ['time without end', { duration: Infinity }],
    ['no number', { duration: Number.NaN }],
    ['more than a week', { duration: POSITION_MAX_S + 1 }],
    ['empty lists', { items: [] }],
    ['lists of nothing', { items: [null, 1, {}, { url: 'http://v.example' }, { url: 5 }] }],
    ['no content type', { contentType: 'text' }],
    ['a content type of two lines', { contentType: 'text/html\nx' }],
    ['half a byte', { contentLength: 1.5 }],
    ['a word for yes', { isFramingRefused: 'true' }],
  ])('[MD1] is not %s', (_what, raw) => expect(toMetadata(raw)).toEqual({}));

  it('[MD1] has nothing more than is asked for', () => {
    expect(toMetadata({ title: 'x', html: '<script>' } as RawMetadata)).toEqual({ title: 'x' });
    const [item] = toMetadata({ items: [{ url: 'https://v.example/', html: '<b>' }] }).items!;
    expect(item).toEqual({ url: 'https://v.example/' });
  });

  it('[MD1] is never too long', () => {
    const items = Array(1_000).fill({ url: 'https://v.example/' });
    expect(toMetadata({ items }).items).toHaveLength(PLAYLIST_MAX_ITEMS);
    for (const title of ['x'.repeat(1e6), '🎬'.repeat(500), `x${'🎬'.repeat(500)}`, 'a\0b\ud800']) {
      const kept = toMetadata({ title }).title!;
      expect(kept.length).toBeLessThanOrEqual(200);
      expect(isStorableText(kept)).toBe(true);
    }
  });

  it('[MD1] reads as one line, from left to right where it was so', () => {
    expect(toMetadata({ title: ' A\r\nB\t\u{202e}C ' })).toEqual({ title: 'A B C' });
  });

  it('[MD2] names a content type without its parameters', () => {
    expect(toMetadata({ contentType: 'Text/HTML; charset=utf-8' })).toEqual({ contentType: 'text/html' });
  });
});
