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

  it('[QU1] waits a little for what is not known yet, and goes without it after that', async () => {
    const late = { items: [{ url: filmUrl('b'), title: 'B' }] };
    const read = readerOf({
      describe: async (url) => ({ ...(await describeFilm(url)), late: Promise.resolve(late) }),
    });
    expect(await read(filmUrl('list'))).toEqual([{ url: filmUrl('b'), platform: 'file', title: 'B' }]);

    const never = readerOf({
      describe: async (url) => ({ ...(await describeFilm(url)), late: new Promise(() => undefined) }),
      patienceMs: 1,
    });
    expect(await never(filmUrl('a'))).toMatchObject([{ url: filmUrl('a'), title: `About ${filmUrl('a')}` }]);
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

  it('[QU1] what is not known in time, or at all, is added by its form alone, and not asked for any more', async () => {
    const asked: string[] = [];
    const read = readerOf({
      patienceMs: 20,
      describe: (url) => {
        asked.push(url);
        if (url === filmUrl('0')) return describeFilm(url);
        if (url === filmUrl('1')) return Promise.reject(new Error('no'));
        return new Promise(() => undefined);
      },
    });
    const videos = await read(...Array.from({ length: 20 }, (_, index) => filmUrl(`${index}`)));
    expect(videos).toHaveLength(20);
    expect(videos.filter(({ title }) => title !== undefined).map(({ url }) => url)).toEqual([filmUrl('0')]);
    // Five at a time, and two of them have made way for another one.
    expect(asked).toHaveLength(7);
  });
});
