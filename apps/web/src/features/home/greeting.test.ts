import { expect, it } from '@jest/globals';

import { dayPartOf } from './greeting.js';

it('greets by the clock', () => {
  expect([0, 4, 5, 11, 12, 17, 18, 23].map(dayPartOf)).toEqual([
    'night',
    'night',
    'morning',
    'morning',
    'day',
    'day',
    'evening',
    'evening',
  ]);
});
