import { QUEUE_ADD_MAX } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { readLinks } from './read-links.js';

const ORIGIN = 'https://party.example';
const read = (text: string) => readLinks(text, ORIGIN);

const ONE = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const TWO = 'https://vimeo.com/76979871';

describe('readLinks', () => {
  it('finds one, several by line, and each once', () => {
    expect(read(` ${ONE} `)).toEqual({ urls: [ONE], rest: '' });
    expect(read(`${ONE}\n${TWO}\r\n\n${ONE}`)).toEqual({ urls: [ONE, TWO], rest: '' });
    expect(read('')).toEqual({ urls: [], rest: '' });
  });

  it('leaves out the words around a link', () => {
    expect(read(`Смотри, что нашёл: ${ONE} вот это да`)).toEqual({ urls: [ONE], rest: '' });
  });

  it('takes an embed code for the link in it', () => {
    const code = `<iframe width="560" src="https://player.vimeo.com/video/76979871"></iframe>`;
    expect(read(code)).toEqual({ urls: [code], rest: '' });
  });

  it('keeps what has no player, and says what is wrong with the first of it', () => {
    const channel = 'https://www.youtube.com/@somebody';
    expect(read(`${ONE}\n${channel}`)).toEqual({ urls: [ONE], rest: channel, fault: 'channel' });
    expect(read('привет всем')).toEqual({ urls: [], rest: 'привет всем', fault: 'not-a-link' });
  });

  it('takes no more than can be added at once, and keeps the others', () => {
    const many = Array.from(
      { length: QUEUE_ADD_MAX + 2 },
      (_, index) => `https://vimeo.com/${7_000_000 + index}`,
    );
    const { urls, rest, fault } = read(many.join('\n'));
    expect(urls).toEqual(many.slice(0, QUEUE_ADD_MAX));
    expect(rest).toBe(many.slice(QUEUE_ADD_MAX).join('\n'));
    expect(fault).toBeUndefined();
  });
});
