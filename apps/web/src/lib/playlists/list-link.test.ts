import { describe, expect, it } from '@jest/globals';

import { openListLink } from './list-link.js';

const LIST = 'PL0123456789';
const watch = (id: string): string => `https://www.youtube.com/watch?v=${id}`;
const [A, B, C] = ['aaaaaaaaaa1', 'bbbbbbbbbb2', 'cccccccccc3'].map(watch) as [string, string, string];

function open(link: string, { isReadable = true, told = [] as string[] | undefined } = {}) {
  const expanded: string[] = [];
  const opened = openListLink(link, {
    origin: 'https://party.example',
    async expand(playlistId) {
      expanded.push(playlistId);
      if (!isReadable) throw new Error('private');
      return [A, B, C];
    },
    async ask() {
      if (!told) throw new Error('no answer');
      return told;
    },
  });
  return { opened, expanded };
}

async function read(link: string, options?: Parameters<typeof open>[1]) {
  const { opened } = open(link, options);
  if (!opened) throw new Error('this is no list');
  return [await opened.first, await opened.rest, await opened.videos];
}

describe('a link to a list', () => {
  it('plays the list’s first video, and then the others', async () => {
    const { expanded } = open(`https://www.youtube.com/playlist?list=${LIST}`);
    expect(expanded).toEqual([LIST]);
    expect(await read(`youtube.com/playlist?list=${LIST}`)).toEqual([A, [B, C], [A, B, C]]);
  });

  it('plays the video that it names, from where it says, and then what comes after it', async () => {
    const link = `${B}&list=${LIST}&t=5`;
    expect(await read(link)).toEqual([link, [C], [A, B, C]]);
  });

  it('has all of the list to follow a video that is not in it', async () => {
    const link = `${watch('dddddddddd4')}&list=${LIST}`;
    expect(await read(link)).toEqual([link, [A, B, C], [A, B, C]]);
  });

  it('is what the server knows of it where no player can read it', async () => {
    const link = `https://www.youtube.com/playlist?list=${LIST}`;
    expect(await read(link, { isReadable: false, told: [C, A] })).toEqual([C, [A], [C, A]]);
  });

  it.each([[[]], [undefined]])('is itself where nobody can read it (%j)', async (told) => {
    const link = `https://www.youtube.com/playlist?list=${LIST}`;
    expect(await read(link, { isReadable: false, told })).toEqual([link, [], []]);
  });

  it.each([
    A,
    'https://vimeo.com/1084537',
    `https://evil.example/?list=${LIST}`,
    'hello',
    `${A}&list=RDaaaaaaaaaa1`,
  ])('is not %s, of which nobody is asked', (link) =>
    expect(open(link)).toEqual({ opened: undefined, expanded: [] }),
  );
});
