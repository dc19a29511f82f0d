import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLOCK_SAMPLE_DURATION_S } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { createRoom, enter, SAMPLE_URL } from './kit/room.js';
import { request, type TestPerson } from './kit/test-person.js';

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

describe.each([
  { where: 'memory', withRedis: false },
  { where: 'Redis', withRedis: true },
])('videos, remembered in $where', ({ withRedis }) => {
  let installation: Installation;
  let node: TestNode;
  let anna: TestPerson;

  beforeAll(async () => {
    installation = await createInstallation({}, { withRedis });
    node = await installation.bootNode();
    anna = await installation.person('Anna');
  });
  afterAll(() => installation.dispose());

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
});
