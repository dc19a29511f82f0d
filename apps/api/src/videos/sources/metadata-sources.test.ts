import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Platform, VideoLink } from '@watchparty/shared';
import { createFakeInternet, type FakeInternet, json } from '../../../test/kit/fake-internet.js';
import { OutboundError } from '../../platform/outbound/outbound-error.js';
import { createOutboundHttp } from '../../platform/outbound/outbound-http.js';
import { toMetadata, type VideoMetadata } from '../video-metadata.js';
import { createMetadataSources } from './metadata-sources.js';

let internet: FakeInternet;
beforeEach(async () => {
  internet = await createFakeInternet();
});
afterEach(() => internet.close());

function linkOf(platform: Platform, canonicalUrl: string, rest: Partial<VideoLink> = {}): VideoLink {
  return { platform, canonicalUrl, ...rest } as VideoLink;
}

/** What is learnt of a link by asking others. */
async function learn(link: VideoLink, signal = AbortSignal.timeout(10_000)): Promise<VideoMetadata> {
  const sources = createMetadataSources({
    http: createOutboundHttp({ ...internet, allowPrivate: false, userAgent: 'WatchParty' }),
    policy: { ownOrigins: ['https://party.example'], allowPrivate: false },
    ancestors: [new URL('https://party.example'), new URL('https://web.telegram.org')],
  });
  const { ask, inspect } = sources[link.platform] ?? {};
  const asked = ask ?? inspect;
  return asked ? toMetadata(await asked(link, signal)) : {};
}

/** Why nothing was learnt. */
async function reasonOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'it was answered';
  } catch (error) {
    return error instanceof OutboundError ? error.reason : (error as Error).name;
  }
}

const enc = encodeURIComponent;
const FOUND = { title: 'Sintel', thumbnail_url: 'https://i.example/x.jpg', duration: 888, html: '<iframe>' };
const KEPT = { title: 'Sintel', thumbnailUrl: 'https://i.example/x.jpg', duration: 888 };

describe('platforms that answer by oEmbed', () => {
  const VIMEO = linkOf('vimeo', 'https://vimeo.com/22439234', { videoId: '22439234' });

  it.each([
    [VIMEO, `https://vimeo.com/api/oembed.json?format=json&url=${enc('https://vimeo.com/22439234')}`],
    [
      linkOf('dailymotion', 'https://www.dailymotion.com/video/x8abc', { videoId: 'x8abc' }),
      `https://www.dailymotion.com/services/oembed?format=json&url=${enc('https://www.dailymotion.com/video/x8abc')}`,
    ],
    [
      linkOf('soundcloud', 'https://soundcloud.com/artist/track'),
      `https://soundcloud.com/oembed?format=json&url=${enc('https://soundcloud.com/artist/track')}`,
    ],
    [
      linkOf('vk', 'https://vkvideo.ru/video-1_2', { videoId: '-1_2' }),
      `https://vk.com/oembed.php?format=json&url=${enc('https://vk.com/video-1_2')}`,
    ],
  ])('[MD1] are asked at one address: %j', async (link, address) => {
    internet.host(new URL(address).hostname, json(FOUND));
    expect(await learn(link)).toEqual(KEPT);
    expect(internet.requests).toEqual([`GET ${address}`]);
  });

  it.each<[string, RequestListener]>([
    ['removed', json({}, 404)],
    ['private', json({}, 403)],
    ['an answer of another kind', json([])],
    ['null', json(null)],
    ['text', json('Sintel')],
  ])('[MD1] know nothing of what is %s', async (_what, handler) => {
    internet.host('vimeo.com', handler);
    expect(await learn(VIMEO)).toEqual({});
  });

  it.each<[string, RequestListener, string]>([
    ['a page', (_req, res) => res.end('<html>'), 'SyntaxError'],
    ['too much', (_req, res) => res.end(`"${'x'.repeat(256 * 1024)}"`), 'too_large'],
    ['an error of theirs', json({}, 503), 'failed'],
    ['a plea for patience', json({}, 429), 'failed'],
    [
      'a way to another host',
      (_req, res) => res.writeHead(302, { location: 'https://evil.example/' }).end(),
      'refused',
    ],
    ['a way inside', (_req, res) => res.writeHead(302, { location: 'https://127.0.0.1/' }).end(), 'refused'],
  ])('[MD1] fail with %s', async (_what, handler, reason) => {
    internet.host('vimeo.com', handler);
    internet.host('evil.example', json(FOUND));
    expect(await reasonOf(learn(VIMEO))).toBe(reason);
    expect(internet.requests).toHaveLength(1);
  });

  it('[MD1] may send one around at home', async () => {
    internet.host('vimeo.com', (req, res) =>
      req.url === '/new' ? json(FOUND)(req, res) : void res.writeHead(301, { location: '/new' }).end(),
    );
    expect(await learn(VIMEO)).toEqual(KEPT);
  });
});

describe('YouTube', () => {
  const OEMBED = `GET https://www.youtube.com/oembed?format=json&url=${enc('https://www.youtube.com/watch?v=aqz-KE-bpKQ')}`;
  const FEED = 'GET https://www.youtube.com/feeds/videos.xml?playlist_id=PLx';
  const FEED_XML =
    '<feed><title>Films</title><entry><yt:videoId>aqz-KE-bpKQ</yt:videoId><title>Bunny</title></entry></feed>';
  const LISTED = {
    url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
    title: 'Bunny',
    thumbnailUrl: 'https://i.ytimg.com/vi/aqz-KE-bpKQ/hqdefault.jpg',
  };
  const VIDEO = { videoId: 'aqz-KE-bpKQ' };
  const LIST = { playlistId: 'PLx' };
  const youtube = (parts: Partial<VideoLink>): VideoLink =>
    linkOf('youtube', 'https://www.youtube.com/', parts);
  const serve = (oembed: RequestListener, feed: RequestListener): void =>
    internet.host('www.youtube.com', (req, res) =>
      (req.url!.startsWith('/oembed') ? oembed : feed)(req, res),
    );
  const feed: RequestListener = (_req, res) => res.end(FEED_XML);

  it('[MD1] is asked for a video by its id', async () => {
    serve(json({ title: 'Big Buck Bunny' }), feed);
    expect(await learn(youtube(VIDEO))).toEqual({ title: 'Big Buck Bunny' });
    expect(internet.requests).toEqual([OEMBED]);
  });

  it('[MD1] lists what is in a playlist', async () => {
    serve(json({}, 500), feed);
    expect(await learn(youtube(LIST))).toEqual({ title: 'Films', items: [LISTED] });
    expect(internet.requests).toEqual([FEED]);
  });

  it('[MD1] is asked for both where a link names both, and the title is the video’s', async () => {
    serve(json({ title: 'Big Buck Bunny' }), feed);
    expect(await learn(youtube({ ...VIDEO, ...LIST }))).toEqual({ title: 'Big Buck Bunny', items: [LISTED] });
    expect(internet.requests.toSorted()).toEqual([FEED, OEMBED]);
  });

  it('[MD1] tells one where the other is missing', async () => {
    serve(json({ title: 'Big Buck Bunny' }), json({}, 500));
    expect(await learn(youtube({ ...VIDEO, ...LIST }))).toEqual({ title: 'Big Buck Bunny' });
    serve(json({}, 500), feed);
    expect(await learn(youtube({ ...VIDEO, ...LIST }))).toEqual({ title: 'Films', items: [LISTED] });
  });

  it('[MD1] is called as its list where the video has no name', async () => {
    serve(json({}, 404), feed);
    expect(await learn(youtube({ ...VIDEO, ...LIST }))).toEqual({ title: 'Films', items: [LISTED] });
  });

  it('[MD1] fails where it tells neither', async () => {
    serve(json({}, 500), json({}, 500));
    expect(await reasonOf(learn(youtube({ ...VIDEO, ...LIST })))).toBe('failed');
  });

  it('[MD1] builds its questions of ids, which cannot become more', async () => {
    serve(json({}), json({}));
    await learn(youtube({ videoId: 'a&url=x', playlistId: 'b&c=d#e' }));
    expect(internet.requests.toSorted()).toEqual([
      'GET https://www.youtube.com/feeds/videos.xml?playlist_id=b%26c%3Dd%23e',
      `GET https://www.youtube.com/oembed?format=json&url=${enc('https://www.youtube.com/watch?v=a&url=x')}`,
    ]);
  });
});

describe('Rutube', () => {
  const ID = '0123456789abcdef0123456789abcdef';
  const LINK = linkOf('rutube', `https://rutube.ru/video/${ID}/`, { videoId: ID });
  const API = `GET https://rutube.ru/api/video/${ID}/?format=json`;
  const OEMBED = `GET https://rutube.ru/api/oembed/?format=json&url=${enc(LINK.canonicalUrl)}`;
  const serve = (api: RequestListener, oembed: RequestListener): void =>
    internet.host('rutube.ru', (req, res) => (req.url!.startsWith('/api/video/') ? api : oembed)(req, res));

  it('[MD1] tells the duration too', async () => {
    serve(json(FOUND), json({}));
    expect(await learn(LINK)).toEqual(KEPT);
    expect(internet.requests).toEqual([API]);
  });

  it.each<RequestListener>([
    json({}, 404),
    json({}, 500),
    json({ other: 1 }),
    (_req, res) => res.end('<html>'),
  ])('[MD1] is asked by oEmbed where its own API has nothing', async (api) => {
    serve(api, json({ title: 'Sintel' }));
    expect(await learn(LINK)).toEqual({ title: 'Sintel' });
    expect(internet.requests).toEqual([API, OEMBED]);
  });

  it('[MD1] is asked for what is not listed with its key', async () => {
    serve(json(FOUND), json({}));
    await learn(linkOf('rutube', `https://rutube.ru/video/private/${ID}/?p=aBc-123`, { videoId: ID }));
    expect(internet.requests).toEqual([`${API}&p=aBc-123`]);
  });

  it('[MD1] is not asked again when the time is over', async () => {
    const time = new AbortController();
    serve(() => time.abort(), json({ title: 'Sintel' }));
    expect(await reasonOf(learn(LINK, time.signal))).toBe('timed_out');
    expect(internet.requests).toEqual([API]);
  });
});

it.each<[Platform, string]>([
  ['twitch', 'https://www.twitch.tv/gamer'],
  ['ok', 'https://ok.ru/video/1'],
  ['dzen', 'https://dzen.ru/video/watch/1'],
  ['kinopoisk', 'https://www.kinopoisk.ru/film/1/'],
  ['local', 'local:1'],
])('[MD1] %s tells nobody anything without a key, and is not asked', async (platform, url) => {
  expect(await learn(linkOf(platform, url, { videoId: '1' }))).toEqual({});
  expect(internet.asked).toEqual([]);
});

describe('the server of a file', () => {
  const FILM = linkOf('file', 'https://media.example/film.mp4');

  it('[MD2] is asked for the head only, and says what it has', async () => {
    internet.host('media.example', (_req, res) => {
      res.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 5e9, 'set-cookie': 'a=b' }).end();
    });
    expect(await learn(FILM)).toEqual({ contentType: 'video/mp4', contentLength: 5e9 });
    expect(internet.requests).toEqual(['HEAD https://media.example/film.mp4']);
  });

  it.each([404, 403, 405, 500])('[MD2] that answers with %i has said nothing', async (status) => {
    internet.host(
      'media.example',
      (_req, res) => void res.writeHead(status, { 'content-type': 'text/html' }).end(),
    );
    expect(await learn(FILM)).toEqual({});
  });

  it.each([
    'https://127.0.0.1/film.mp4',
    'https://[::ffff:127.0.0.1]/film.mp4',
    'https://localhost/film.mp4',
    'https://printer.local/film.mp4',
    'https://user:secret@other.example/film.mp4',
    'https://party.example/api/health',
    'http://other.example/film.mp4',
    'ftp://other.example/film.mp4',
  ])('[MD2] may send one elsewhere, but not to %s', async (location) => {
    internet.host('media.example', (_req, res) => void res.writeHead(302, { location }).end());
    for (const name of ['other.example', 'party.example', 'localhost', '127.0.0.1'])
      internet.host(name, (_req, res) => void res.end('secret'));
    expect(await reasonOf(learn(FILM))).toBe('refused');
    expect(internet.asked).toEqual(['media.example']);
  });

  it('[MD2] may send one to a server of public name', async () => {
    internet.host(
      'media.example',
      (_req, res) => void res.writeHead(302, { location: 'https://cdn.example/x' }).end(),
    );
    internet.host(
      'cdn.example',
      (_req, res) => void res.writeHead(200, { 'content-type': 'video/webm' }).end(),
    );
    expect(await learn(FILM)).toMatchObject({ contentType: 'video/webm' });
  });

  it('[MD2] is not asked for a sample of our own', async () => {
    expect(await learn(linkOf('file', '/samples/clock.mp4'))).toEqual({});
    expect(internet.asked).toEqual([]);
  });

  it('[MD2] is asked on the port of https only', async () => {
    internet.host('media.example', (_req, res) => void res.end());
    expect(await reasonOf(learn(linkOf('hls', 'https://media.example:8443/x.m3u8')))).toBe('refused');
    expect(internet.asked).toEqual([]);
  });
});

describe('a page that is to be framed', () => {
  const PAGE = linkOf('iframe', 'https://page.example/v/1', { embedUrl: 'https://page.example/embed/1' });
  const serve = (headers: Record<string, string>, status = 200): void =>
    internet.host('page.example', (_req, res) => void res.writeHead(status, headers).end('<p>'.repeat(1e5)));

  it.each<Record<string, string>>([
    { 'X-Frame-Options': 'SAMEORIGIN' },
    { 'Content-Security-Policy': "frame-ancestors 'self'" },
  ])('[MD3] refuses by %j', async (headers) => {
    serve(headers);
    expect(await learn(PAGE)).toEqual({ isFramingRefused: true });
    expect(internet.requests).toEqual(['GET https://page.example/embed/1']);
  });

  it('[MD3] must let Telegram Web in as well as us', async () => {
    serve({ 'Content-Security-Policy': 'frame-ancestors https://party.example' });
    expect(await learn(PAGE)).toEqual({ isFramingRefused: true });
    serve({ 'Content-Security-Policy': 'frame-ancestors https://party.example https://web.telegram.org' });
    expect(await learn(PAGE)).toEqual({});
  });

  it('[MD3] that cannot be had has refused nothing', async () => {
    serve({ 'X-Frame-Options': 'DENY' }, 404);
    expect(await learn(PAGE)).toEqual({});
  });

  it('[MD3] counts where it is in the end', async () => {
    internet.host(
      'page.example',
      (_req, res) =>
        void res.writeHead(302, { location: 'https://end.example/', 'X-Frame-Options': 'DENY' }).end(),
    );
    internet.host('end.example', (_req, res) => void res.end());
    expect(await learn(PAGE)).toEqual({});
  });
});
