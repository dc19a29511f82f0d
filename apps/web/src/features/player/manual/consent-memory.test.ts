import { expect, it } from '@jest/globals';

import { createConsentMemory } from './consent-memory.js';

function storage(kept?: string) {
  const values = new Map(kept === undefined ? [] : [['watchparty.frame-hosts', kept]]);
  return {
    get: (key: string) => values.get(key),
    set: (key: string, value: string) => void values.set(key, value),
  };
}

it('knows a host that somebody agreed to, and no other', () => {
  const kept = storage();
  createConsentMemory(kept).give('video.example');
  const memory = createConsentMemory(kept);
  expect(memory.has('video.example')).toBe(true);
  expect(memory.has('evil.video.example')).toBe(false);
  expect(memory.has('example')).toBe(false);
});

it.each(['nonsense', '{"a":1}', '[1,null]', 'null'])('agrees to nothing where %s is kept', (kept) => {
  const memory = createConsentMemory(storage(kept));
  expect(memory.has('video.example')).toBe(false);
  memory.give('video.example');
  expect(memory.has('video.example')).toBe(true);
});

it('forgets the hosts of long ago', () => {
  const memory = createConsentMemory(storage());
  for (let number = 0; number <= 50; number += 1) memory.give(`host-${number}.example`);
  expect(memory.has('host-0.example')).toBe(false);
  expect(memory.has('host-50.example')).toBe(true);
});
