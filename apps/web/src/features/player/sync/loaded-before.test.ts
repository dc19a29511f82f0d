import { describe, expect, it } from '@jest/globals';

import { createLoadedBefore } from './loaded-before.js';

describe('what a player has had', () => {
  it('is remembered when it is dropped', () => {
    const loaded = createLoadedBefore();
    loaded.note([{ start: 0, end: 30 }]);
    loaded.note([{ start: 100, end: 130 }]);
    expect([0, 29, 100, 129].map(loaded.has)).toEqual([true, true, true, true]);
    expect([30, 99, 130].map(loaded.has)).toEqual([false, false, false]);
  });

  it('grows together', () => {
    const loaded = createLoadedBefore();
    loaded.note([
      { start: 0, end: 10 },
      { start: 20, end: 30 },
      { start: 50, end: 60 },
    ]);
    loaded.note([{ start: 8, end: 20 }]);
    loaded.note([{ start: 25, end: 26 }]);
    expect([0, 9.9, 15, 20, 29].map(loaded.has)).toEqual([true, true, true, true, true]);
    expect([30, 45, 60].map(loaded.has)).toEqual([false, false, false]);
    expect(loaded.has(55)).toBe(true);
  });

  it('is of one film', () => {
    const loaded = createLoadedBefore();
    loaded.note([{ start: 0, end: 30 }]);
    loaded.forget();
    expect(loaded.has(10)).toBe(false);
  });
});
