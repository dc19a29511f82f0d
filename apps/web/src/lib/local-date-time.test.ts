import { describe, expect, it } from '@jest/globals';

import { fieldOfInstant, instantOfField } from './local-date-time.js';

describe('a field for date and time', () => {
  it('holds the device’s own time', () => {
    const instant = new Date(2026, 0, 5, 7, 9).getTime();
    expect(fieldOfInstant(instant)).toBe('2026-01-05T07:09');
    expect(instantOfField('2026-01-05T07:09')).toBe(instant);
  });

  it('may be empty, or unreadable', () => {
    expect(fieldOfInstant(undefined)).toBe('');
    expect([instantOfField(''), instantOfField('soon')]).toEqual([undefined, undefined]);
  });
});
