import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { securityHeaders } from '@watchparty/shared';
import { io, type Socket } from 'socket.io-client';
import { type Nginx, startNginx } from '../../../scripts/lib/nginx.mjs';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { rawRequest } from './kit/raw-request.js';
import { createRoom } from './kit/room.js';
import { TestSocket } from './kit/test-socket.js';
import { ASSET, ASSET_TEXT, PAGE, SAMPLE, SMALL_ASSET, SMALL_ASSET_TEXT, webBuild } from './kit/web-build.js';

const PUBLIC_URL = 'https://party.example';
/** An address of this machine that the settings call a proxy, and one that they do not. */
const PROXY = '127.0.0.2';
const STRANGER = '127.0.0.3';
const BY_HTTPS = { from: PROXY, headers: { 'X-Forwarded-Proto': 'https' } };

const addressOf = (node: TestNode): string => new URL(node.url).host;

describe('nginx before three nodes', () => {
  let installation: Installation;
  let nodes: TestNode[];
  let nginx: Nginx;
  let webSource: string;

  beforeAll(async () => {
    installation = await createInstallation({ PUBLIC_URL, TRUST_PROXY: '1' }, { withRedis: true });
    nodes = [await installation.bootNode(), await installation.bootNode(), await installation.bootNode()];
    webSource = webBuild();
    nginx = await startNginx({
      webSource,
      securityHeaders,
      settings: { PUBLIC_URL, TRUSTED_PROXIES: PROXY, API_NODES: nodes.map(addressOf).join(' ') },
    });
  });
  afterAll(async () => {
    await nginx.stop();
    await installation.dispose();
    rmSync(webSource, { recursive: true });
  });

  it('says each security header once, as the API does, on everything', async () => {
    const expected = securityHeaders({ publicUrl: PUBLIC_URL, allowPrivateMedia: false });
    const direct = await rawRequest(`${nodes[0]!.url}/api/health`);
    const answers = {
      page: await rawRequest(`${nginx.url}/`, BY_HTTPS),
      asset: await rawRequest(`${nginx.url}/${ASSET}`, BY_HTTPS),
      sample: await rawRequest(`${nginx.url}/samples/clock.mp4`, BY_HTTPS),
      api: await rawRequest(`${nginx.url}/api/health`, BY_HTTPS),
      apiMissing: await rawRequest(`${nginx.url}/api/unknown`, BY_HTTPS),
      assetMissing: await rawRequest(`${nginx.url}/assets/gone.js`, BY_HTTPS),
      tooLarge: await rawRequest(`${nginx.url}/api/rooms`, {
        ...BY_HTTPS,
        method: 'POST',
        body: 'x'.repeat(100_000),
      }),
    };
    for (const [name, value] of Object.entries(expected)) {
      expect([name, direct.all(name)]).toEqual([name, [value]]);
      for (const [what, answer] of Object.entries(answers)) {
        expect([what, name, answer.all(name)]).toEqual([what, name, [value]]);
      }
    }
    for (const answer of [direct, ...Object.values(answers)]) {
      expect(answer.all('X-Frame-Options')).toEqual([]);
      expect(answer.all('X-Powered-By')).toEqual([]);
    }
    expect(expected['Content-Security-Policy']).toMatch(
      /frame-ancestors 'self' https:\/\/web\.telegram\.org/,
    );
    expect(expected['Referrer-Policy']).toBe('strict-origin-when-cross-origin');
  });

  it('asks for https only over https', async () => {
    for (const path of ['/', '/api/health']) {
      const answer = await rawRequest(`${nginx.url}${path}`, {
        from: STRANGER,
        headers: { 'X-Forwarded-Proto': 'https' },
      });
      expect(answer.all('Strict-Transport-Security')).toEqual([]);
      const tunnelled = await rawRequest(`${nginx.tunnelUrl}${path}`);
      expect(tunnelled.all('Strict-Transport-Security')).toEqual(['max-age=31536000']);
    }
  });

  it.each([
    ['/', 200, 'no-cache'],
    ['/index.html', 200, 'no-cache'],
    ['/rooms/6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10?x=1', 200, 'no-cache'],
    [`/${ASSET}`, 200, 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 200, 'public, max-age=86400'],
    ['/samples/clock.mp4', 200, 'public, max-age=86400'],
    ['/assets/gone-Bx1a2b3c.js', 404, 'no-store'],
    ['/api/health', 200, 'no-store'],
  ])('%s is %i and cached as it should be', async (path, status, cacheControl) => {
    const answer = await rawRequest(`${nginx.url}${path}`);
    expect([answer.status, answer.all('Cache-Control')]).toEqual([status, [cacheControl]]);
  });

  it.each(['/', '/create', '/anything/else', '/.env', '/.git/config', '/metrics', '/assetsx'])(
    '%s is the page',
    async (path) => {
      const answer = await rawRequest(`${nginx.url}${path}`);
      expect([answer.status, answer.body.toString()]).toEqual([200, PAGE]);
      expect(answer.all('Content-Type')).toEqual(['text/html; charset=utf-8']);
    },
  );

  it.each([
    ['TelegramBot (like TwitterBot)', true],
    ['facebookexternalhit/1.1', true],
    ['Mozilla/5.0 (Linux; Android 14) Telegram-Android/11.0', false],
    ['', false],
  ])('[TG2] shows "%s" a preview of a room: %s', async (userAgent, isShown) => {
    const [owner] = await installation.people(1);
    const { id } = await createRoom(owner!, { name: 'Вечер' });
    const headers = { 'User-Agent': userAgent };
    const shown = (await rawRequest(`${nginx.url}/rooms/${id}`, { headers })).body.toString();
    // The node decides by itself where it serves the app without nginx.
    const direct = (await rawRequest(`${nodes[0]!.url}/rooms/${id}`, { headers })).body.toString();
    expect(shown.includes('og:title')).toBe(isShown);
    if (isShown) expect(shown).toBe(direct);
    else expect(shown).toBe(PAGE);
  });

  it.each(['/assets/index-gone.js', '/assets/', '/samples/none.mp4', '/api', '/api/unknown'])(
    '%s is 404 as JSON',
    async (path) => {
      const answer = await rawRequest(`${nginx.url}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.all('Content-Type')).toEqual(['application/json; charset=utf-8']);
      expect(answer.json()).toEqual({ error: { code: 'not_found', message: expect.any(String) } });
    },
  );

  it('takes no POST for a page', async () => {
    const answer = await rawRequest(`${nginx.url}/create`, { method: 'POST' });
    expect([answer.status, answer.json()]).toMatchObject([404, { error: { code: 'not_found' } }]);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=0.5,br;q=0.8', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip, brotli', 'gzip'],
  ])(
    'sends to whoever accepts "%s" what was packed with %s when it was built',
    async (accepted, encoding) => {
      const packed = await rawRequest(`${nginx.url}/${ASSET}`, { headers: { 'Accept-Encoding': accepted } });
      expect([packed.status, packed.all('Content-Encoding')]).toEqual([200, [encoding]]);
      expect(packed.all('Vary')).toEqual(['Accept-Encoding']);
      expect(packed.all('Content-Type')).toEqual([expect.stringMatching(/^\w+\/javascript; charset=utf-8$/)]);
      expect(packed.all('Cache-Control')).toEqual(['public, max-age=31536000, immutable']);
      const [twin, unpack] =
        encoding === 'br' ? (['br', brotliDecompressSync] as const) : (['gz', gunzipSync] as const);
      expect(packed.body.equals(readFileSync(`${webSource}/${ASSET}.${twin}`))).toBe(true);
      expect(unpack(packed.body).toString()).toBe(ASSET_TEXT);
    },
  );

  it('sends it as it is to whoever can unpack nothing, and where there is no twin', async () => {
    const plain = await rawRequest(`${nginx.url}/${ASSET}`);
    expect([plain.all('Content-Encoding'), plain.body.toString()]).toEqual([[], ASSET_TEXT]);
    const small = await rawRequest(`${nginx.url}/${SMALL_ASSET}`, { headers: { 'Accept-Encoding': 'br' } });
    expect([small.all('Content-Encoding'), small.body.toString()]).toEqual([[], SMALL_ASSET_TEXT]);
  });

  it('gives nobody a twin by its name', async () => {
    for (const accepted of ['br', '']) {
      const answer = await rawRequest(`${nginx.url}/${ASSET}.br`, {
        headers: { 'Accept-Encoding': accepted },
      });
      expect([answer.status, answer.all('Content-Encoding')]).toEqual([404, []]);
    }
  });

  it('sends videos in parts', async () => {
    const part = await rawRequest(`${nginx.url}/samples/clock.mp4`, {
      headers: { Range: 'bytes=100-199', 'Accept-Encoding': 'gzip' },
    });
    expect(part.status).toBe(206);
    expect(part.all('Content-Range')).toEqual(['bytes 100-199/1000']);
    expect(part.all('Content-Type')).toEqual(['video/mp4']);
    expect(part.body.equals(SAMPLE.subarray(100, 200))).toBe(true);
  });

  it.each([
    ['the API', 20_000],
    ['nginx', 100_000],
  ])('what is too large, %s refuses in the same words', async (_who, size) => {
    const answer = await rawRequest(`${nginx.url}/api/auth/telegram`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ initData: 'x'.repeat(size) }),
    });
    expect(answer.status).toBe(413);
    expect(answer.json()).toEqual({
      error: { code: 'payload_too_large', message: 'The body is too large.' },
    });
  });

  it('lets people through by websocket, and hands each of them to a node', async () => {
    const anna = await installation.person('Anna');
    const socket = await TestSocket.connect(nginx.url, anna.token);
    await socket.settled();
    expect(socket.isConnected).toBe(true);
    socket.close();
  });

  it('brings whoever polls back to the node that knows them', async () => {
    const people = await installation.people(6);
    const sockets = people.map(({ token }, index) =>
      io(nginx.url, {
        auth: { token },
        query: { k: `tab-${index}` },
        transports: ['polling'],
        reconnection: false,
        forceNew: true,
      }),
    );
    const lost: string[] = [];
    for (const socket of sockets) socket.once('disconnect', (reason) => lost.push(reason));
    await Promise.all(sockets.map(connected));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        sockets.map((socket) => socket.timeout(5_000).emitWithAck('clock:ping', { clientTime: round })),
      );
    }
    expect(lost).toEqual([]);
    const log = readFileSync(nginx.folder('access.log'), 'utf8').trim().split('\n');
    const polls = log
      .map((line) => JSON.parse(line) as { path: string; node: string })
      .filter(({ path, node }) => path === '/socket.io/' && !node.includes(','));
    expect(new Set(polls.map(({ node }) => node)).size).toBeGreaterThan(1);
    for (const socket of sockets) socket.disconnect();
  });
});

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.connected) resolve();
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

describe('whose address a request has', () => {
  let installation: Installation;
  let nginx: Nginx;
  let webSource: string;
  const limit = 3;

  beforeAll(async () => {
    installation = await createInstallation({
      PUBLIC_URL,
      TRUST_PROXY: '1',
      RATE_LIMIT_API: `${limit}/15m`,
    });
    const node = await installation.bootNode();
    webSource = webBuild();
    nginx = await startNginx({
      webSource,
      securityHeaders,
      settings: { PUBLIC_URL, TRUSTED_PROXIES: PROXY, API_NODES: addressOf(node) },
    });
  });
  afterAll(async () => {
    await nginx.stop();
    await installation.dispose();
    rmSync(webSource, { recursive: true });
  });

  const statusOf = async (from: string, headers: Record<string, string>, url = nginx.url) =>
    (await rawRequest(`${url}/api/config`, { from, headers })).status;

  it('a proxy that is known says it, and each person has a limit of their own', async () => {
    for (const person of ['198.51.100.1', '198.51.100.2', '2001:db8:1::1']) {
      for (let request = 0; request < limit; request += 1) {
        expect(await statusOf(PROXY, { 'CF-Connecting-IP': person })).toBe(200);
      }
      expect(await statusOf(PROXY, { 'CF-Connecting-IP': person })).toBe(429);
    }
  });

  it('a stranger says it in vain', async () => {
    const lies = (index: number): Record<string, string> => ({
      'CF-Connecting-IP': `203.0.113.${index}`,
      'X-Forwarded-For': `203.0.113.${index}`,
      'X-Real-IP': `203.0.113.${index}`,
      Forwarded: `for=203.0.113.${index}`,
    });
    for (let index = 0; index < limit; index += 1) expect(await statusOf(STRANGER, lies(index))).toBe(200);
    expect(await statusOf(STRANGER, lies(limit))).toBe(429);
  });

  it('the tunnel’s port believes what comes in, for only the tunnel reaches it', async () => {
    for (let request = 0; request < limit; request += 1) {
      expect(await statusOf('127.0.0.1', { 'CF-Connecting-IP': '198.51.100.9' }, nginx.tunnelUrl)).toBe(200);
    }
    expect(await statusOf('127.0.0.1', { 'CF-Connecting-IP': '198.51.100.9' }, nginx.tunnelUrl)).toBe(429);
    expect(await statusOf('127.0.0.1', { 'CF-Connecting-IP': '198.51.100.10' }, nginx.tunnelUrl)).toBe(200);
  });

  it('Cloudflare’s ranges are known, of both kinds', () => {
    const ranges = readFileSync(`${nginx.folder('run')}/conf/proxy-peers.conf`, 'utf8');
    expect(ranges).toMatch(/^173\.245\.48\.0\/20 1;$/m);
    expect(ranges).toMatch(/^2400:cb00::\/32 1;$/m);
    expect(ranges.trim().split('\n')).toHaveLength(23);
  });
});

describe('when nodes go', () => {
  let webSource: string;
  const stubs: Server[] = [];

  beforeAll(() => {
    webSource = webBuild();
  });
  afterAll(() => {
    for (const stub of stubs) stub.close();
    rmSync(webSource, { recursive: true });
  });

  /** A node that counts what it gets. Its health is not counted. */
  async function stubNode(): Promise<{ address: string; count: () => number; server: Server }> {
    let count = 0;
    const server = createServer((req, res) => {
      if (req.url !== '/api/health') count += 1;
      res.end('{}');
    }).listen(0, '127.0.0.1');
    stubs.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return {
      address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      count: () => count,
      server,
    };
  }

  it('passes over a dead one before anybody has noticed, whatever the method', async () => {
    const [living, dead] = [await stubNode(), await stubNode()];
    const nginx = await startNginx({
      webSource,
      securityHeaders,
      // The watcher looks once, and then sleeps through this test.
      settings: { API_NODES: `${living.address},${dead.address}`, WATCH_SECONDS: '600' },
    });
    try {
      dead.server.closeAllConnections();
      await new Promise((resolve) => dead.server.close(resolve));
      for (const method of ['GET', 'POST', 'PATCH']) {
        for (let request = 0; request < 10; request += 1) {
          const answer = await rawRequest(`${nginx.url}/api/x`, {
            method,
            body: method === 'GET' ? '' : '{}',
          });
          expect([method, answer.status]).toEqual([method, 200]);
        }
      }
      expect(living.count()).toBe(30);
    } finally {
      await nginx.stop();
    }
  });

  it('says in JSON that nobody is there, and goes on to serve the page', async () => {
    const nginx = await startNginx({ webSource, securityHeaders, settings: { API_NODES: '127.0.0.1:9' } });
    try {
      for (const path of ['/api/rooms', '/socket.io/?EIO=4&transport=polling']) {
        const answer = await rawRequest(`${nginx.url}${path}`);
        expect(answer.status).toBe(503);
        expect(answer.json()).toEqual({ error: { code: 'unavailable', message: expect.any(String) } });
        expect(answer.all('Referrer-Policy')).toHaveLength(1);
      }
      expect((await rawRequest(`${nginx.url}/`)).body.toString()).toBe(PAGE);
      rmSync(`${nginx.folder('web')}/index.html`);
      const page = await rawRequest(`${nginx.url}/`);
      expect(page.status).toBe(503);
      expect(page.all('Cache-Control')).toEqual(['no-store']);
      expect(page.body.toString()).toMatch(/Мы сейчас вернёмся[^]*We will be right back/);
    } finally {
      await nginx.stop();
    }
  });

  it('does not repeat what may have been done already', async () => {
    const [first, second] = [await stubNode(), await stubNode()];
    let cut = 0;
    for (const { server } of [first, second]) {
      server.prependListener('request', (req) => {
        if (req.method !== 'POST') return;
        cut += 1;
        req.socket.destroy();
      });
    }
    const nginx = await startNginx({
      webSource,
      securityHeaders,
      settings: { API_NODES: `${first.address} ${second.address}`, WATCH_SECONDS: '600' },
    });
    try {
      const answer = await rawRequest(`${nginx.url}/api/rooms`, { method: 'POST', body: '{}' });
      expect([answer.status, cut]).toEqual([503, 1]);
    } finally {
      await nginx.stop();
    }
  });
});
