import { expect, it } from '@jest/globals';

import { createFloats } from './floats.js';

it('lets no more float than leave the picture to be seen', () => {
  const floats = createFloats(() => 0.5);
  for (let count = 0; count < 40; count += 1) floats.add('🔥', 'Аня');
  const shown = floats.store.getState();
  expect([shown.length, shown.at(-1)?.id]).toEqual([30, 40]);
  floats.remove(40);
  expect(floats.store.getState().at(-1)?.id).toBe(39);
});
