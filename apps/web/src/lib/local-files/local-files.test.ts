import { describe, expect, it } from '@jest/globals';
import type { LocalCopy } from '@watchparty/shared';

import { compareCopies } from './compare-copies.js';
import { createLocalFiles } from './local-files.js';

describe('files of one’s own', () => {
  it('have an address once they are chosen, and one each', () => {
    const made: string[] = [];
    const revoked: string[] = [];
    const files = createLocalFiles({
      createObjectURL: () => {
        made.push(`blob:${made.length}`);
        return made.at(-1)!;
      },
      revokeObjectURL: (url) => void revoked.push(url),
    });
    const heard: string[] = [];
    const end = files.subscribe((hash) => heard.push(hash));
    expect(files.addressOf('a')).toBeUndefined();
    files.choose('a', new Blob());
    files.choose('b', new Blob());
    files.choose('a', new Blob());
    expect([files.addressOf('a'), files.addressOf('b')]).toEqual(['blob:2', 'blob:1']);
    expect(revoked).toEqual(['blob:0']);
    end();
    files.choose('c', new Blob());
    expect(heard).toEqual(['a', 'b', 'a']);
  });

  const wanted: LocalCopy = { hash: 'a', size: 10, duration: 60, name: 'film.mkv' };
  it.each<[string, Partial<LocalCopy>, string]>([
    ['the very file under another name', { name: 'other.mkv' }, 'same'],
    ['another encoding', { hash: 'b', size: 7, duration: 60.8 }, 'similar'],
    ['another film', { hash: 'b', size: 7, duration: 62 }, 'different'],
    ['a file of unknown length', { hash: 'b', duration: undefined }, 'different'],
    ['a forged hash', { size: 11, duration: 70 }, 'different'],
  ])('tell %s', (_, change, verdict) => {
    expect(compareCopies(wanted, { ...wanted, ...change })).toBe(verdict);
  });
});
