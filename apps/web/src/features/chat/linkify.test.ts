import { describe, expect, it } from '@jest/globals';

import { linkify } from './linkify.js';

describe('linkify', () => {
  it.each([
    ['see https://a.example/b?c=1, ok', 'https://a.example/b?c=1', 'https://a.example/b?c=1'],
    ['(https://a.example/b)', 'https://a.example/b', 'https://a.example/b'],
    ['https://a.example/b_(c)', 'https://a.example/b_(c)', 'https://a.example/b_(c)'],
    ['www.a.example!', 'www.a.example', 'https://www.a.example/'],
    ['сюда: t.me/bot/app?startapp=x.', 't.me/bot/app?startapp=x', 'https://t.me/bot/app?startapp=x'],
  ])('finds the address in %p', (text, shown, href) => {
    expect(linkify(text)).toContainEqual({ type: 'link', text: shown, href });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'no links here', 'https://', '1.5 or 2.5'])(
    'leaves %p alone',
    (text) => {
      expect(linkify(text)).toEqual([{ type: 'text', text }]);
    },
  );

  it('loses no character of the text', () => {
    const text = 'a https://x.example/y. b www.z.example c';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
