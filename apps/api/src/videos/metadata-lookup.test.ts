import { describe, expect, it } from '@jest/globals';
import type { VideoLink } from '@watchparty/shared';
import type { JsonValue } from '../platform/cache/cache.js';
import { createMemoryCache } from '../platform/cache/memory-cache.js';
import { createLogger } from '../platform/logger.js';
import { OutboundError } from '../platform/outbound/outbound-error.js';
import { createMetadataLookup, type MetadataLookupOptions } from './metadata-lookup.js';
import type { Ask } from './metadata-source.js';

const MINUTE_MS = 60_000;
const yes = async () => true;

function videoAt(canonicalUrl: string): VideoLink {
  return { platform: 'vimeo', canonicalUrl } as VideoLink;
}
const VIDEO = videoAt('https://vimeo.com/1');

function setUp(options: Partial<MetadataLookupOptions> = {}) {
  let nowMs = 1_800_000_000_000;
  const outcomes: string[] = [];
  const cache = createMemoryCache({ now: () => nowMs });
  const lookup = createMetadataLookup({
    cache,
    logger: createLogger({ level: 'error', format: 'json' }),
    onLookup: ({ platform, outcome }) => outcomes.push(`${platform} ${outcome}`),
    ending: new AbortController().signal,
    ...options,
  });
  let asked = 0;
  const ask =
    (answer: Ask): Ask =>
    (video, signal) => {
      asked++;
      return answer(video, signal);
    };
  return {
    lookup,
    cache,
    outcomes,
    ask,
    asked: () => asked,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

/** Is silent until its time is over. */
const silence: Ask = (_video, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new OutboundError('timed_out', 'no answer in time')));
  });

describe('what others know of a video', () => {
  it('[MD1] is asked for once and remembered for an hour', async () => {
    const { lookup, ask, asked, pass, outcomes } = setUp();
    const sintel = ask(async () => ({ title: 'Sintel', duration: 888 }));
    for (const wait of [0, 59 * MINUTE_MS]) {
      pass(wait);
      expect(await lookup.of(VIDEO, sintel, yes)).toEqual({ title: 'Sintel', duration: 888 });
    }
    expect(asked()).toBe(1);
    pass(MINUTE_MS);
    await lookup.of(VIDEO, sintel, yes);
    expect([asked(), outcomes]).toEqual([2, ['vimeo found', 'vimeo found']]);
  });

  it('[MD1] is asked for once by all who want it at the same time', async () => {
    const { lookup, ask, asked } = setUp();
    let answer: (raw: { title: string }) => void = () => undefined;
    const slow = ask(() => new Promise((resolve) => (answer = resolve)));
    const all = [1, 2, 3].map(() => lookup.of(VIDEO, slow, yes));
    await new Promise((resolve) => setImmediate(resolve));
    answer({ title: 'Sintel' });
    expect(await Promise.all(all)).toEqual(Array(3).fill({ title: 'Sintel' }));
    expect(asked()).toBe(1);
  });

  it.each<[string, Ask, number]>([
    ['nothing', async () => ({}), 10],
    ['nothing', async () => ({ title: 5 }), 10],
    ['failed', () => Promise.reject(new SyntaxError('no JSON')), 1],
    ['failed', () => Promise.reject(new OutboundError('failed', 'no network')), 1],
    ['refused', () => Promise.reject(new OutboundError('refused', 'private')), 1],
    ['too_large', () => Promise.reject(new OutboundError('too_large', 'a bomb')), 1],
  ])('[MD1] is %s, and that is remembered too, but not for long', async (outcome, answer, minutes) => {
    const { lookup, ask, asked, pass, outcomes } = setUp();
    const source = ask(answer);
    for (const wait of [0, minutes * MINUTE_MS - 1]) {
      pass(wait);
      expect(await lookup.of(VIDEO, source, yes)).toEqual({});
    }
    expect([asked(), outcomes]).toEqual([1, [`vimeo ${outcome}`]]);
    pass(1);
    await lookup.of(VIDEO, source, yes);
    expect(asked()).toBe(2);
  });

  it('[MD1] is another thing for each list that a video is pasted with', async () => {
    const { lookup } = setUp();
    const ofList: Ask = async ({ playlistId }) => ({ title: playlistId ?? 'alone' });
    for (const playlistId of [undefined, 'PLx', 'PLy', undefined, 'PLx']) {
      const learnt = await lookup.of({ ...VIDEO, playlistId }, ofList, yes);
      expect(learnt).toEqual({ title: playlistId ?? 'alone' });
    }
  });

  it('[MD1] is not waited for beyond its time', async () => {
    const { lookup, outcomes } = setUp({ timeoutMs: 1 });
    expect(await lookup.of(VIDEO, silence, yes)).toEqual({});
    expect(outcomes).toEqual(['vimeo timed_out']);
  });

  it('[MD1] is not waited for when the node ends, and not remembered as missing', async () => {
    const ending = new AbortController();
    const { lookup, ask, asked } = setUp({ ending: ending.signal });
    const silent = ask(silence);
    const answer = lookup.of(VIDEO, silent, yes);
    await new Promise((resolve) => setImmediate(resolve));
    ending.abort();
    expect(await answer).toEqual({});
    await lookup.of(
      VIDEO,
      ask(async () => ({})),
      yes,
    );
    expect(asked()).toBe(2);
  });

  it('[MD1] is asked for only by whom the limit lets, and told to everybody', async () => {
    const { lookup, ask, asked } = setUp();
    const sintel = ask(async () => ({ title: 'Sintel' }));
    const no = async () => false;
    expect(await lookup.of(VIDEO, sintel, no)).toEqual({});
    expect(asked()).toBe(0);
    await lookup.of(VIDEO, sintel, yes);
    expect(await lookup.of(VIDEO, sintel, no)).toEqual({ title: 'Sintel' });
  });

  it('[MD1] is asked for of so many videos at a time and no more', async () => {
    const { lookup, ask, asked, outcomes } = setUp({ maxUnderWay: 2 });
    const answers: ((raw: object) => void)[] = [];
    const slow = ask(() => new Promise((resolve) => answers.push(resolve)));
    const first = [1, 2].map((id) => lookup.of(videoAt(`https://vimeo.com/${id}`), slow, yes));
    const third = videoAt('https://vimeo.com/3');
    expect(await lookup.of(third, slow, yes)).toEqual({});
    expect([asked(), outcomes]).toEqual([2, ['vimeo busy']]);
    for (const answer of answers) answer({ title: 'x' });
    await Promise.all(first);
    // Nothing was learnt, so nothing is remembered.
    expect(await lookup.of(third, async () => ({ title: 'y' }), yes)).toEqual({ title: 'y' });
  });

  it.each<JsonValue>([null, 'x', { metadata: null }, { title: 'of an older release' }])(
    '[MD1] is asked for anew where %j is remembered',
    async (kept) => {
      const { lookup, cache } = setUp();
      await cache.set('video-metadata:vimeo:https://vimeo.com/1', kept, MINUTE_MS);
      expect(await lookup.of(VIDEO, async () => ({ title: 'Sintel' }), yes)).toEqual({ title: 'Sintel' });
    },
  );

  it('[MD1] is looked at again when it comes from the cache', async () => {
    const { lookup, cache } = setUp();
    const kept = { metadata: { title: 'Sintel', thumbnailUrl: 'http://i.example/x.jpg' } };
    await cache.set('video-metadata:vimeo:https://vimeo.com/1', kept, MINUTE_MS);
    expect(await lookup.of(VIDEO, silence, yes)).toEqual({ title: 'Sintel' });
  });
});
