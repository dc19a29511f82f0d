import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CLOCK_SAMPLE_DURATION_S, type ResolvedVideo } from '@watchparty/shared';
import { createFakeInternet, type FakeInternet, json } from './kit/fake-internet.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, readRoom, SAMPLE_URL } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';
import { until } from './kit/until.js';

const CAPABILITIES = {
  play: true,
  pause: true,
  seek: true,
  rate: 'any',
  time: true,
  duration: true,
  live: false,
  ads: false,
};

const VIMEO = 'https://vimeo.com/22439234';
const PICTURE = 'https://i.vimeocdn.com/video/1.jpg';

describe.each([
  { where: 'memory', withRedis: false },
  { where: 'Redis', withRedis: true },
])('videos, remembered in $where', ({ withRedis }) => {
  let installation: Installation;
  let node: TestNode;
  let anna: TestPerson;
  let internet: FakeInternet;

  beforeAll(async () => {
    internet = await createFakeInternet();
    installation = await createInstallation({}, { withRedis, internet });
    node = await installation.bootNode();
    anna = await installation.person('Anna');
  });
  afterAll(async () => {
    await installation.dispose();
    await internet.close();
  });
  beforeEach(() => internet.forget());

  const resolve = (url: string) => anna.request('POST', '/api/videos/resolve', { url });

  it('[VD3] a file is recognised by its extension, and named by its name', async () => {
    for (let turn = 1; turn <= 2; turn++) {
      const { status, body } = await resolve('media.example/Big_Buck.Bunny-4k.mp4');
      expect(status).toBe(200);
      expect(body).toEqual({
        platform: 'file',
        canonicalUrl: 'https://media.example/Big_Buck.Bunny-4k.mp4',
        title: 'Big Buck Bunny-4k',
        capabilities: CAPABILITIES,
      });
    }
  });

  it('[VD4] a playlist is a stream, and may be live', async () => {
    expect((await resolve('media.example/Big_match.m3u8')).body).toEqual({
      platform: 'hls',
      canonicalUrl: 'https://media.example/Big_match.m3u8',
      title: 'Big match',
      capabilities: { ...CAPABILITIES, live: true },
    });
  });

  it.each([SAMPLE_URL, `http://localhost:3000${SAMPLE_URL}`, `http://127.0.0.1:3000${SAMPLE_URL}`])(
    '[VD2] %s is the sample, kept as its path',
    async (url) => {
      expect((await resolve(url)).body).toMatchObject({
        canonicalUrl: SAMPLE_URL,
        duration: CLOCK_SAMPLE_DURATION_S,
        title: 'WatchParty Clock',
        thumbnailUrl: '/samples/clock.jpg',
      });
    },
  );

  it.each([
    'http://media.example/film.mp4',
    'https://user:secret@media.example/film.mp4',
    'https://127.0.0.1/film.mp4',
    'https://[::1]/film.mp4',
    'https://localhost/film.mp4',
    'http://localhost:3000/api/film.mp4',
    '/samples/../api/film.mp4',
    '/api/film.mp4',
    'https://www.youtube.com/about',
    'javascript:alert(1)//.mp4',
    'anything at all',
  ])('[VD1] %s is unsupported_video', async (url) => {
    const { status, error } = await resolve(url);
    expect([status, error?.code]).toEqual([422, 'unsupported_video']);
    // It may carry what must not be told again.
    expect(error!.message).not.toContain('secret');
  });

  it('[VD1] an odd name is a title that can be stored', async () => {
    const room = await createRoom(anna, { videoUrl: 'https://media.example/%00%ED%A0%80_%F0%9F%8E%AC.mp4' });
    const host = await enter(anna, room);
    await host.do('video:change', { url: `https://media.example/${'x'.repeat(1_000)}.mp4` });
    await host.do('video:change', { url: `https://media.example/${'%F0%9F%8E%AC'.repeat(100)}.mp4` });
    await host.do('video:change', { url: 'https://media.example/.mp4' });
  });

  it('[VD1] with ALLOW_PRIVATE_MEDIA, http and private hosts are admitted, and nothing else', async () => {
    const open = await installation.bootNode({ ALLOW_PRIVATE_MEDIA: '1' });
    const at = (url: string) =>
      request(open.url, 'POST', '/api/videos/resolve', { body: { url }, token: anna.token });
    expect((await at('http://127.0.0.1:9000/film.mp4')).status).toBe(200);
    expect((await at('http://localhost:3000/api/film.mp4')).status).toBe(422);
    expect((await at('ftp://127.0.0.1/film.mp4')).status).toBe(422);
    const csp = (await request(open.url, 'GET', '/api/health')).headers.get('content-security-policy');
    expect(csp).toMatch(/media-src [^;]*http:/);
    const strict = (await request(node.url, 'GET', '/api/health')).headers.get('content-security-policy');
    expect(strict).not.toMatch(/media-src [^;]*http:/);
  });

  describe('what others know of them', () => {
    const titleOf = async (url: string) => ((await resolve(url)).body as ResolvedVideo).title;

    /** Vimeo answers when it is told to. */
    function slowVimeo(): { answer: () => Promise<void> } {
      const asked = new Promise<() => void>((resolveAsked) => {
        internet.host('vimeo.com', (req, res) =>
          resolveAsked(() => json({ title: 'Sintel', thumbnail_url: PICTURE, duration: 888 })(req, res)),
        );
      });
      return { answer: async () => (await asked)() };
    }

    it('[MD1] is told with the link, and asked for once', async () => {
      internet.host('vimeo.com', json({ title: 'Sintel', thumbnail_url: PICTURE, duration: 888 }));
      for (let turn = 1; turn <= 2; turn++) {
        expect((await resolve('vimeo.com/1084537')).body).toMatchObject({
          platform: 'vimeo',
          title: 'Sintel',
          thumbnailUrl: PICTURE,
          duration: 888,
        });
      }
      expect(internet.requests).toHaveLength(1);
      const room = await createRoom(anna, { videoUrl: 'vimeo.com/1084537' });
      expect(room.video).toMatchObject({ title: 'Sintel', thumbnailUrl: PICTURE });
      // Whole seconds are not what a room ends by: its players tell.
      expect(room.video).not.toHaveProperty('duration');
    });

    it('[MD1] is no error where it cannot be had', async () => {
      internet.host('vimeo.com', json({}, 500));
      const { status, body } = await resolve('https://vimeo.com/10002');
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('title');
    });

    it('[MD1] is heard by a room that has taken its video meanwhile', async () => {
      const room = await createRoom(anna);
      const host = await enter(anna, room);
      await host.do('video:play', { position: 7 });
      const vimeo = slowVimeo();
      const { playback } = await host.do('video:change', { url: VIMEO });
      expect(playback).toMatchObject({ videoUrl: VIMEO, isPlaying: true });
      expect(playback).not.toHaveProperty('title');
      const heard = host.hears('video:state_changed', ({ reason }) => reason === 'sync');
      await vimeo.answer();
      expect((await heard).playback).toEqual({
        ...playback,
        title: 'Sintel',
        thumbnailUrl: PICTURE,
        version: playback.version + 1,
      });
    });

    it('[MD1] is filled in where a room was made meanwhile', async () => {
      const vimeo = slowVimeo();
      const room = await createRoom(anna, { videoUrl: 'https://vimeo.com/10003' });
      expect(room.video).not.toHaveProperty('title');
      await vimeo.answer();
      await until(
        'the room has its title',
        async () => (await readRoom(anna, room.id)).video.title === 'Sintel',
      );
      expect((await readRoom(anna, room.id)).video.isPlaying).toBe(false);
    });

    it('[MD1] is not told to a room that shows something else by then', async () => {
      const room = await createRoom(anna);
      const host = await enter(anna, room);
      const vimeo = slowVimeo();
      await host.do('video:change', { url: 'https://vimeo.com/10004' });
      const { playback } = await host.do('video:change', { url: SAMPLE_URL });
      await vimeo.answer();
      // Whoever asks now waits for the same answer.
      await until('it is known', async () => (await titleOf('https://vimeo.com/10004')) === 'Sintel');
      expect((await readRoom(anna, room.id)).video).toEqual(playback);
    });

    it('[MD1] of a list is what is in it', async () => {
      internet.host('www.youtube.com', (req, res) =>
        req.url!.startsWith('/oembed')
          ? json({ title: 'Bunny', thumbnail_url: 'https://i.ytimg.com/vi/x/hq.jpg' })(req, res)
          : void res.end(
              '<feed><title>Films</title><entry><yt:videoId>aqz-KE-bpKQ</yt:videoId><title>Bunny</title></entry></feed>',
            ),
      );
      const { body } = await resolve('https://youtu.be/aqz-KE-bpKQ?list=PL0123456789&t=5');
      expect(body).toMatchObject({
        platform: 'youtube',
        title: 'Bunny',
        startAt: 5,
        playlistId: 'PL0123456789',
        items: [{ url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ', title: 'Bunny' }],
      });
      // The same video without its list is another question.
      expect((await resolve('https://youtu.be/aqz-KE-bpKQ')).body).not.toHaveProperty('items');
    });

    it('[MD1] of a Twitch channel is its name, which nobody is asked for', async () => {
      expect(await titleOf('twitch.tv/Gamer')).toBe('gamer');
      expect(internet.asked).toEqual([]);
    });

    it('[MD3] [MD4] of a page is whether it may be framed, by Telegram Web too', async () => {
      const csp = `frame-ancestors http://localhost:3000`;
      internet.host('page.example', (req, res) => {
        const isOpen = req.url === '/open';
        res.setHeader('content-security-policy', isOpen ? `${csp} https://web.telegram.org` : csp);
        res.end('<p>secret</p>');
      });
      expect((await resolve('https://page.example/closed')).body).toMatchObject({
        platform: 'iframe',
        isFramingRefused: true,
      });
      const { body } = await resolve('https://page.example/open');
      expect(body).not.toHaveProperty('isFramingRefused');
      expect(JSON.stringify(body)).not.toContain('secret');
    });

    it('[MD2] [MD4] of a file is what its server calls it', async () => {
      internet.host(
        'files.example',
        (_req, res) => void res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(),
      );
      expect((await resolve('https://files.example/film.mp4')).body).toMatchObject({
        title: 'film',
        contentType: 'text/html',
      });
      internet.host('inside.example', (_req, res) => void res.end('secret'), [['10.0.0.1']]);
      const { status, body } = await resolve('https://inside.example/film.mp4');
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('contentType');
      expect(internet.requests).toEqual(['HEAD https://files.example/film.mp4']);
    });

    it('[MD2] is not asked for what a room is to show', async () => {
      await createRoom(anna, { videoUrl: 'https://files.example/other.mp4' });
      expect(internet.asked).toEqual([]);
    });

    it('[LM1] [LM2] [MD1] is asked for as often as a person may, and then a room does without', async () => {
      internet.host('vimeo.com', json({ title: 'Sintel' }));
      const strict = await installation.bootNode({ RATE_LIMIT_VIDEOS: '2/1m' });
      const boris = await installation.person('Boris', { node: strict });
      const ask = (id: number) => boris.request('POST', '/api/videos/resolve', { url: `vimeo.com/${id}` });
      const statuses = [(await ask(10011)).status, (await ask(10012)).status];
      const refused = await ask(10013);
      expect([...statuses, refused.status, refused.error?.code]).toEqual([200, 200, 429, 'rate_limited']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      internet.forget();
      const room = await createRoom(boris, { videoUrl: 'vimeo.com/10014' });
      expect(room.video.videoUrl).toBe('https://vimeo.com/10014');
      expect((await createRoom(boris, { videoUrl: 'vimeo.com/10011' })).video.title).toBe('Sintel');
      expect(internet.requests).toEqual([]);
    });
  });
});
