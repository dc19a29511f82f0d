import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { START_SCRIPT_HASH } from '@watchparty/shared';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { request } from './kit/test-person.js';

const PAGE = '<!doctype html><title>WatchParty</title>';
const SAMPLE = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

describe('a node that serves the Mini App', () => {
  let installation: Installation;
  let node: TestNode;
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'watchparty-web-'));
    await mkdir(path.join(root, 'assets'));
    await mkdir(path.join(root, 'samples'));
    await writeFile(path.join(root, 'index.html'), PAGE);
    await writeFile(path.join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(path.join(root, 'assets/index-Bx1a2b3c.js'), 'export {};');
    await writeFile(path.join(root, 'samples/clock.mp4'), SAMPLE);
    await mkdir(path.join(root, 'samples/clock'));
    await writeFile(path.join(root, 'samples/clock/index.m3u8'), '#EXTM3U\n');
    await writeFile(path.join(root, '.env'), 'SECRET=1');
    installation = await createInstallation({ WEB_ROOT: root });
    node = await installation.bootNode();
  });
  afterAll(async () => {
    await installation.dispose();
    await rm(root, { recursive: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) =>
    request(node.url, 'GET', url, { headers: { Accept: 'text/html,*/*', ...headers } });

  it.each([
    '/',
    '/create',
    '/rooms/6f0b0a3c-61a5-4b52-9f5c-0d3f8c1f9a10',
    '/profile',
    '/anything/else',
    '/?tgWebAppStartParam=x',
  ])('%s is the page, never from a cache', async (url) => {
    const { status, headers, body } = await get(url);
    expect([status, body]).toEqual([200, PAGE]);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('assets with a hash in their names are kept for good', async () => {
    const { status, headers } = await get('/assets/index-Bx1a2b3c.js');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/javascript/);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('a playlist says that it is one', async () => {
    const response = await fetch(`${node.url}/samples/clock/index.m3u8`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect(response.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(await response.text()).toBe('#EXTM3U\n');
  });

  it('samples come in parts, as players ask for them', async () => {
    const whole = await fetch(`${node.url}/samples/clock.mp4`);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await whole.arrayBuffer()).equals(SAMPLE)).toBe(true);
    const part = await fetch(`${node.url}/samples/clock.mp4`, { headers: { Range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 100-199/1000');
    expect(Buffer.from(await part.arrayBuffer()).equals(SAMPLE.subarray(100, 200))).toBe(true);
    const end = await fetch(`${node.url}/samples/clock.mp4`, { headers: { Range: 'bytes=-10' } });
    expect(Buffer.from(await end.arrayBuffer()).equals(SAMPLE.subarray(990))).toBe(true);
  });

  it.each([
    '/assets/index-gone.js',
    '/assets/',
    '/samples/none.mp4',
    '/api/unknown',
    '/api',
    '/socket.io/nothing.js',
  ])('%s is 404 as JSON and not the page', async (url) => {
    const { status, headers, body } = await get(url);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    if (url.startsWith('/socket.io')) return;
    expect([status, body]).toEqual([404, { error: { code: 'not_found', message: expect.any(String) } }]);
  });

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/samples/..%2f.env',
    '/assets/%2e%2e/.env',
    '/..%5c..%5cpackage.json',
    '/.env',
    '/%00',
    '/%zz',
    '/samples/%',
  ])('%s opens nothing that is not meant to be', async (url) => {
    const { status, body } = await get(url);
    expect(status).toBeLessThan(500);
    if (status === 200) expect(body).toBe(PAGE);
    expect(JSON.stringify(body)).not.toContain('SECRET');
  });

  it('only a GET is answered with the page', async () => {
    const { status, error } = await request(node.url, 'POST', '/create', {
      headers: { Accept: 'text/html' },
    });
    expect([status, error?.code]).toEqual([404, 'not_found']);
  });

  it('the headers let Telegram frame it, and YouTube know who asks', async () => {
    for (const url of ['/', '/api/health', '/assets/index-Bx1a2b3c.js']) {
      const { headers } = await get(url);
      const csp = headers.get('content-security-policy')!;
      expect(csp).toMatch(/frame-ancestors 'self' https:\/\/web\.telegram\.org(?:;|$)/);
      expect(csp).toContain(`script-src 'self' '${START_SCRIPT_HASH}' https://www.youtube.com/iframe_api `);
      expect(csp).not.toMatch(/script-src[^;]*(?:unsafe|https:(?:[\s;]|$))/);
      expect(csp).toMatch(/connect-src 'self' ws:\/\/localhost:3000/);
      expect(headers.get('x-frame-options')).toBeNull();
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('behind https it says so', async () => {
    const secure = await installation.bootNode({ PUBLIC_URL: 'https://party.example/' });
    const { headers } = await request(secure.url, 'GET', '/');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
    expect(headers.get('content-security-policy')).toMatch(/connect-src 'self' wss:\/\/party\.example/);
    expect(headers.get('content-security-policy')).toMatch(/upgrade-insecure-requests/);
  });
});
