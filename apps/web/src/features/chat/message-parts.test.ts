import { expect, it } from '@jest/globals';

import { messageParts } from './message-parts.js';

it('takes a message apart into words, addresses and names', () => {
  expect(messageParts('Эй, @Аня: https://a.b/c', [{ userId: 'a', offset: 4, length: 4 }])).toEqual([
    { type: 'text', text: 'Эй, ' },
    { type: 'mention', text: '@Аня', userId: 'a' },
    { type: 'text', text: ': ' },
    { type: 'link', text: 'https://a.b/c', href: 'https://a.b/c' },
  ]);
});

it('takes names that lie elsewhere for words', () => {
  const mentions = [
    { userId: 'a', offset: 0, length: 4 },
    { userId: 'b', offset: 2, length: 2 },
    { userId: 'c', offset: 3, length: 9 },
  ];
  expect(messageParts('@Аня', mentions)).toEqual([{ type: 'mention', text: '@Аня', userId: 'a' }]);
});
