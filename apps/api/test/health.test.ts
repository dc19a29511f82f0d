import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HealthResponse } from '@watchparty/shared';
import { redisServer } from './kit/redis-server.js';
import { createInstallation, type Installation, type TestNode } from './kit/installation.js';
import { request } from './kit/test-person.js';
import { until } from './kit/until.js';

const healthOf = async (node: TestNode): Promise<{ status: number; body: HealthResponse }> => {
  const { status, body } = await request(node.url, 'GET', '/api/health');
  return { status, body: body as HealthResponse };
};

describe('health', () => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await createInstallation();
  });
  afterAll(() => installation.dispose());

  it('is told to anybody, and to no cache', async () => {
    const node = await installation.bootNode({ NODE_ID: 'node-a' });
    const { headers } = await request(node.url, 'GET', '/api/health');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await healthOf(node)).toEqual({
      status: 200,
      body: {
        status: 'ok',
        checks: { database: true, redis: null, websocket: true },
        version: 'test',
        node: 'node-a',
        uptime: expect.any(Number),
      },
    });
  });

  it('[ER5] a node whose database is out of reach is down, says unavailable, and stays', async () => {
    const node = await installation.bootNode({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' });
    const { status, body } = await healthOf(node);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'down', checks: { database: false, websocket: true } });
    const anna = await installation.person('Anna', { node: await installation.bootNode() });
    const me = await request(node.url, 'GET', '/api/users/me', { token: anna.token });
    expect([me.status, me.error?.code]).toEqual([503, 'unavailable']);
    expect((await request(node.url, 'GET', '/api/config')).status).toBe(200);
  });

  it('says soon that a database hangs, however many ask, and is alive all the same', async () => {
    const held: Socket[] = [];
    const hanging = createServer((socket) => held.push(socket));
    hanging.listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const { port } = hanging.address() as AddressInfo;
    const node = await installation.bootNode({ DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` });
    try {
      const startedAt = performance.now();
      const answers = await Promise.all(Array.from({ length: 20 }, () => healthOf(node)));
      // Waiting for the connection itself would take five seconds; the rest is for a busy machine.
      expect(performance.now() - startedAt).toBeLessThan(4_500);
      for (const { status, body } of answers) {
        expect([status, body.status, body.checks.database]).toEqual([503, 'down', false]);
      }
      // One question for all of them, and what the node's jobs ask meanwhile.
      expect(held.length).toBeLessThan(10);
      const live = await request(node.url, 'GET', '/api/health/live');
      expect([live.status, live.body]).toEqual([
        200,
        { status: 'ok', node: expect.any(String), uptime: expect.any(Number) },
      ]);
      expect(live.headers.get('cache-control')).toBe('no-store');
    } finally {
      hanging.close();
      for (const socket of held) socket.destroy();
      await node.stop();
    }
  });

  it('a node without its Redis is degraded, and serves its people all the same', async () => {
    const redis = await redisServer();
    await redis.start();
    const node = await installation.bootNode({ REDIS_URL: redis.url });
    await until('Redis is there', async () => (await healthOf(node)).body.checks.redis === true);
    expect(await healthOf(node)).toMatchObject({ status: 200, body: { status: 'ok' } });
    await redis.kill();
    await until('Redis is missed', async () => (await healthOf(node)).body.checks.redis === false);
    expect(await healthOf(node)).toMatchObject({ status: 200, body: { status: 'degraded' } });
    await node.stop();
  });
});

it('a node keeps its connections for longer than nginx does', async () => {
  const installation = await createInstallation();
  try {
    const { headers } = await request((await installation.bootNode()).url, 'GET', '/api/config');
    expect(headers.get('keep-alive')).toBe('timeout=75');
  } finally {
    await installation.dispose();
  }
});

describe('the public configuration', () => {
  it('tells what the app has to know before anybody signs in, and no more', async () => {
    const installation = await createInstallation();
    try {
      const plain = await request((await installation.bootNode()).url, 'GET', '/api/config');
      expect(plain.body).toEqual({
        sampleVideoUrl: '/samples/clock.mp4',
        voice: { maxSpeakers: 8, maxListeners: 16 },
      });
      const node = await installation.bootNode({
        BOT_USERNAME: 'party_bot',
        APP_NAME: 'watch',
        VOICE_MAX_SPEAKERS: '4',
        SENTRY_DSN_WEB: 'https://public@sentry.example/7',
      });
      const { body, headers } = await request(node.url, 'GET', '/api/config');
      expect(body).toEqual({
        botUsername: 'party_bot',
        appName: 'watch',
        sampleVideoUrl: '/samples/clock.mp4',
        voice: { maxSpeakers: 4, maxListeners: 16 },
        sentryDsn: 'https://public@sentry.example/7',
      });
      expect(headers.get('content-security-policy')).toMatch(
        /connect-src [^;]*https:\/\/sentry\.example(?:;| )/,
      );
    } finally {
      await installation.dispose();
    }
  });
});
