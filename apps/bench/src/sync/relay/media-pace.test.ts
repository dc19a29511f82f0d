import { describe, expect, it } from '@jest/globals';
import { createMediaPace } from './media-pace.js';

describe('the pace of media', () => {
  it('leaves the beginning of an answer alone, and slows down what follows', () => {
    const pace = createMediaPace();
    expect(pace.take(1_000_000)).toBe(0);
    expect(pace.take(32_000)).toBe(1_000);
    expect(pace.take(16_000)).toBe(500);
  });

  it('begins anew with each answer', () => {
    const pace = createMediaPace();
    pace.take(5_000_000);
    pace.begin();
    expect(pace.take(1_000_000)).toBe(0);
  });
});
