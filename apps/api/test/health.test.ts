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
    const node = await installation.bootNode();
    const { headers } = await request(node.url, 'GET', '/api/health');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await healthOf(node)).toEqual({
      status: 200,
      body: {
        status: 'ok',
        checks: { database: true, redis: null, websocket: true },
        version: 'test',
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

describe('the public configuration', () => {
  it('tells what the app has to know before anybody signs in, and no more', async () => {
    const installation = await createInstallation();
    try {
      const plain = await request((await installation.bootNode()).url, 'GET', '/api/config');
      expect(plain.body).toEqual({ sampleVideoUrl: '/samples/clock.mp4' });
      const node = await installation.bootNode({ BOT_USERNAME: 'party_bot', APP_NAME: 'watch' });
      const { body } = await request(node.url, 'GET', '/api/config');
      expect(body).toEqual({
        botUsername: 'party_bot',
        appName: 'watch',
        sampleVideoUrl: '/samples/clock.mp4',
      });
    } finally {
      await installation.dispose();
    }
  });
});
