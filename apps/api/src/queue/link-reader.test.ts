import { describe, expect, it } from '@jest/globals';
import {
  isRefused,
  parseVideoLink,
  QUEUE_MAX_ITEMS,
  type ResolvedVideo,
  type VideoLinkPolicy,
} from '@watchparty/shared';
import { AppError } from '../platform/errors.js';
import { createLinkReader, type LinkReaderOptions } from './link-reader.js';

const POLICY: VideoLinkPolicy = { ownOrigins: ['https://party.example'], allowPrivate: false };
const parse = (url: string) => parseVideoLink(url, POLICY);
const filmUrl = (name: string): string => `https://media.example/${name}.mp4`;

/** Knows a title for everything that can be played. */
async function describeFilm(url: string): Promise<ResolvedVideo> {
  const link = parse(url);
  if (isRefused(link)) throw new AppError('unsupported_video', link.refusal);
  return { ...link, title: `About ${url}`, duration: 90 };
}

function readerOf(options: Partial<LinkReaderOptions> = {}) {
  const { read } = createLinkReader({ parse, describe: describeFilm, ...options });
  return (...urls: string[]) => read('anna', urls);
}

/** Something that is known once the test says so. */
function later<T>(): { promise: Promise<T>; tell: (value: T) => void } {
  let tell: ((value: T) => void) | undefined;
  const promise = new Promise<T>((resolve) => {
    tell = resolve;
  });
  return { promise, tell: (value) => tell?.(value) };
}

describe('links for the queue', () => {
  it('[QU1] a single one is looked up, for whoever asks', async () => {
    const asked: string[] = [];
    const read = readerOf({
      describe: (url, userId) => {
        asked.push(`${userId} ${url}`);
        return describeFilm(url);
      },
    });
    expect(await read(filmUrl('a'))).toEqual([
      { url: filmUrl('a'), platform: 'file', title: `About ${filmUrl('a')}`, duration: 90 },
    ]);
    expect(asked).toEqual([`anna ${filmUrl('a')}`]);
  });

  it('[QU1] a playlist brings what is in it and can be played, and not without end', async () => {
    const names = Array.from({ length: QUEUE_MAX_ITEMS + 50 }, (_, index) => `n${index}`);
    const read = readerOf({
      describe: async (url) => ({
        ...(await describeFilm(url)),
        items: [
          { url: 'javascript:alert(1)', title: 'no' },
          ...names.map((name) => ({ url: filmUrl(name), title: name, duration: 7 })),
        ],
      }),
    });
    const videos = await read(filmUrl('list'));
    expect(videos).toHaveLength(QUEUE_MAX_ITEMS);
    // The length is for the player to find out: lists round it.
    expect(videos[0]).toEqual({ url: filmUrl('n0'), platform: 'file', title: 'n0' });
  });

  const list = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ&list=PL0123456789';
  const untitled = async (url: string): Promise<ResolvedVideo> => ({
    ...(await describeFilm(url)),
    title: undefined,
  });

  it('[QU1] waits a little for what is in a list, and takes the link itself after that', async () => {
    const late = { items: [{ url: filmUrl('b'), title: 'B' }] };
    const read = readerOf({
      describe: async (url) => ({ ...(await untitled(url)), late: Promise.resolve(late) }),
    });
    expect(await read(list)).toEqual([{ url: filmUrl('b'), platform: 'file', title: 'B' }]);

    const title = later<{ title: string }>();
    const slow = readerOf({
      describe: async (url) => ({ ...(await untitled(url)), late: title.promise }),
      listPatienceMs: 1,
    });
    const [video] = await slow(list);
    expect(video).toMatchObject({ url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ', title: undefined });
    title.tell({ title: 'Bunny' });
    expect(await video?.late).toEqual({ title: 'Bunny' });
  });

  it('[QU12] does not wait for the title of a single video', async () => {
    const title = later<{ title: string }>();
    const read = readerOf({
      describe: async (url) => ({ ...(await untitled(url)), late: title.promise }),
      listPatienceMs: 60_000,
    });
    const [video] = await read(filmUrl('a'));
    expect(video).toMatchObject({ url: filmUrl('a'), title: undefined });
    title.tell({ title: 'A' });
    expect(await video?.late).toEqual({ title: 'A' });
  });

  it('[QU1] of a list with nothing in it the link itself stays', async () => {
    const read = readerOf({ describe: async (url) => ({ ...(await describeFilm(url)), items: [] }) });
    expect((await read(filmUrl('a'))).map(({ url }) => url)).toEqual([filmUrl('a')]);
  });

  it('[QU1] of several, what cannot be played is left out, and the order stays', async () => {
    const videos = await readerOf()(filmUrl('b'), 'http://media.example/x.mp4', filmUrl('a'), filmUrl('b'));
    expect(videos.map(({ url, title }) => [url, title])).toEqual(
      ['b', 'a', 'b'].map((name) => [filmUrl(name), `About ${filmUrl(name)}`]),
    );
  });

  it.each([[['javascript:alert(1)']], [['x', 'https://127.0.0.1/a.mp4']]])(
    '[QU1] %j is unsupported_video',
    async (urls) => {
      await expect(readerOf()(...urls)).rejects.toMatchObject({ code: 'unsupported_video' });
    },
  );

  it('[QU12] what is not known in time is added by its form, and told later; what cannot be known is not', async () => {
    const titles = new Map<string, ReturnType<typeof later<'known'>>>();
    const read = readerOf({
      patienceMs: 20,
      describe: async (url) => {
        if (url === filmUrl('1')) throw new Error('no');
        const asked = later<'known'>();
        titles.set(url, asked);
        if (url !== filmUrl('0')) await asked.promise;
        return describeFilm(url);
      },
    });
    const videos = await read(...Array.from({ length: 20 }, (_, index) => filmUrl(`${index}`)));
    expect(videos).toHaveLength(20);
    expect(videos.filter(({ title }) => title !== undefined).map(({ url }) => url)).toEqual([filmUrl('0')]);
    expect(videos[0]).not.toHaveProperty('late');
    expect(await videos[1]?.late).toEqual({});
    // Five at a time, and two have made way for others, of which one was refused.
    expect(titles.size).toBe(6);
    titles.get(filmUrl('2'))?.tell('known');
    expect(await videos[2]?.late).toMatchObject({ title: `About ${filmUrl('2')}` });
    expect(titles.size).toBe(7);
  });
});
