import { expect, it } from '@jest/globals';
import { localAddressOf } from '@watchparty/shared';

import { createLocalFiles } from '../../../../lib/local-files/local-files.js';
import type { MediaElementHandle } from '../media-element-handle.js';
import { createLocalHandle } from './local-handle.js';

const FILM = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const addressOf = (hash: string): string => localAddressOf({ hash, size: 10, name: 'film.mp4' });

function stage() {
  const did: string[] = [];
  const element = {
    load: (url: string) => did.push(`load ${url}`),
    fail: (problem: string) => did.push(problem),
    destroy: () => did.push('destroy'),
  } as unknown as MediaElementHandle;
  let made = 0;
  const files = createLocalFiles({
    createObjectURL: () => `blob:${(made += 1)}`,
    revokeObjectURL: () => undefined,
  });
  return { handle: createLocalHandle(element, files), files, did };
}

it('waits for the viewer’s copy, and plays it once it is chosen', () => {
  const { handle, files, did } = stage();
  handle.load(addressOf(FILM));
  files.choose(OTHER, new Blob());
  expect(did).toEqual(['no_copy']);
  files.choose(FILM, new Blob());
  expect(did).toEqual(['no_copy', 'load blob:2']);
  handle.load(addressOf(OTHER));
  expect(did.at(-1)).toBe('load blob:1');
});

it('hears of no choices any more once it is gone', () => {
  const { handle, files, did } = stage();
  handle.load(addressOf(FILM));
  handle.destroy();
  files.choose(FILM, new Blob());
  expect(did).toEqual(['no_copy', 'destroy']);
});
