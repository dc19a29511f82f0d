import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { choosePubSubKind, type PubSubKind } from '../src/platform/redis/pub-sub-kind.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import { logLines } from './kit/log-lines.js';
import { redisServer, WITHOUT_SHARDED_PUB_SUB, type RedisServer } from './kit/redis-server.js';
import { until } from './kit/until.js';

describe('the kind of pub/sub', () => {
  let opened: RedisClients[];
  let servers: RedisServer[];
  beforeEach(() => {
    opened = [];
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((redis) => redis.close()));
    await Promise.all(servers.map((server) => server.kill()));
  });

  async function server(options: { isOld: boolean; port?: string }): Promise<RedisServer> {
    const made = await redisServer([
      ...(options.isOld ? WITHOUT_SHARDED_PUB_SUB : []),
      ...(options.port === undefined ? [] : ['--port', options.port]),
    ]);
    servers.push(made);
    return made;
  }

  async function chosenOn(url: string, { patienceMs }: { patienceMs: number }) {
    const { logger, lines } = logLines();
    const redis = connectRedis({ target: { kind: 'single', url }, logger });
    opened.push(redis);
    await redis.settle(patienceMs);
    let mismatches = 0;
    const kind: PubSubKind = await choosePubSubKind({ redis, logger, onMismatch: () => (mismatches += 1) });
    return { redis, lines, kind, mismatches: () => mismatches };
  }

  it('is sharded where the server knows that, and classic on an older one', async () => {
    for (const [isOld, kind] of [
      [false, 'sharded'],
      [true, 'classic'],
    ] as const) {
      const there = await server({ isOld });
      await there.start();
      const chosen = await chosenOn(there.url, { patienceMs: 10_000 });
      expect(chosen.kind).toBe(kind);
      expect(chosen.lines).toEqual([]);
    }
  });

  it('is sharded where nobody can be asked, and that is no mistake when it turns out so', async () => {
    const late = await server({ isOld: false });
    const chosen = await chosenOn(late.url, { patienceMs: 0 });
    expect(chosen.kind).toBe('sharded');
    await late.start();
    await until('Redis is ready', () => chosen.redis.isReady());
    await chosen.redis.commands.ping();
    expect(chosen.mismatches()).toBe(0);
  });

  it.each([
    ['an older one than was taken for granted', { before: undefined, isOldThen: true }],
    ['an older one than before', { before: { isOld: false }, isOldThen: true }],
    ['a newer one than before', { before: { isOld: true }, isOldThen: false }],
  ])(
    'tells once that the node must start anew when the server is %s',
    async (_what, { before, isOldThen }) => {
      const first = await server({ isOld: before?.isOld ?? true });
      if (before) await first.start();
      const chosen = await chosenOn(first.url, { patienceMs: before ? 10_000 : 0 });
      await first.kill();
      const then = await server({ isOld: isOldThen, port: new URL(first.url).port });
      for (let times = 0; times < 2; times++) {
        await then.start();
        await until('it is noticed', () => chosen.redis.isReady() && chosen.mismatches() > 0);
        await then.kill();
        await until('the outage is noticed', () => !chosen.redis.isReady());
      }
      expect(chosen.mismatches()).toBe(1);
      expect(chosen.lines.filter((line) => line.startsWith('error'))).toEqual([
        'error: Redis has another kind of pub/sub than this node was started with: it must start anew',
      ]);
    },
  );
});
