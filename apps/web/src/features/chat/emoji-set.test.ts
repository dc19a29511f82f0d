import { emojiOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { EMOJI_GROUPS, findEmoji } from './emoji-set.js';

describe('the emoji to choose from', () => {
  it('are single emoji, each once, with words in both languages', () => {
    const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);
    for (const { emoji, words } of all) {
      expect(emojiOf(emoji)).toEqual([emoji]);
      expect(words).toMatch(/[а-яё]/i);
      expect(words).toMatch(/[a-z]/i);
    }
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  });

  it('are found by the beginning of a word', () => {
    const found = (query: string) => findEmoji(query).map(({ emoji }) => emoji);
    expect(found('попк')).toEqual(['🍿']);
    expect(found('Popc')).toEqual(['🍿']);
    expect(found('слезы')).toEqual(['😂']);
    expect(found('🔥')).toEqual(['🔥']);
    expect(found('нет такого')).toEqual([]);
  });
});
