import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRedisCache } from '../src/platform/cache/redis-cache.js';
import { createRateLimiter } from '../src/platform/rate-limits/create-rate-limiter.js';
import { connectRedis, type RedisClients } from '../src/platform/redis/redis-clients.js';
import { createSocketAdapter } from '../src/platform/socket/adapter.js';
import { startNodes, type Nodes } from './contracts/nodes.js';
import { logLines } from './kit/log-lines.js';
import { redisSentinels, type RedisSentinels } from './kit/redis-sentinels.js';
import { until } from './kit/until.js';

describe('a Redis that sentinels watch over', () => {
  let sentinels: RedisSentinels;
  let opened: RedisClients[];
  let nodes: Nodes | undefined;
  beforeAll(async () => {
    sentinels = await redisSentinels();
  });
  afterAll(async () => {
    await nodes?.close();
    await Promise.all(opened.map((redis) => redis.close()));
    await sentinels.stop();
  });

  it('is used as one server, and replaced by its replica when it dies', async () => {
    const { logger, lines } = logLines();
    opened = [1, 2].map(() => connectRedis({ target: sentinels.target, logger }));
    const [here, there] = [opened[0]!, opened[1]!];
    await until('Redis is ready', () => opened.every((redis) => redis.isReady()));
    const cache = createRedisCache({ redis: here, logger });
    const limits = opened.map((redis) =>
      createRateLimiter({ name: 'messages', limit: { points: 2, windowMs: 60_000 }, redis, logger }),
    );
    const hereAndThere = async (): Promise<boolean[]> => [
      (await limits[0]!.consume('ann')).allowed,
      (await limits[1]!.consume('ann')).allowed,
      (await limits[0]!.consume('ann')).allowed,
    ];
    const started = await startNodes([
      createSocketAdapter(here, 'sharded'),
      createSocketAdapter(there, 'sharded'),
    ]);
    nodes = started;
    const far = await started.connect(started.servers[1]!);
    await far.serverSide.join('room');
    const sayUntilHeard = (word: string): Promise<void> =>
      until(`"${word}" is heard`, () => {
        started.servers[0]!.to('room').emit('note', word);
        return far.heard.includes(word);
      });

    await sayUntilHeard('before');
    expect(await hereAndThere()).toEqual([true, true, false]);
    await cache.set('video', 'Sintel', 60_000);
    await here.commands.call('WAIT', 1, 1_000);
    expect(lines).toEqual([]);

    await sentinels.master.kill();
    await until('the outage is noticed', () => !here.isReady());
    expect(await cache.get('video')).toBeUndefined();
    await until('the replica has taken over', () => opened.every((redis) => redis.isReady()));
    expect(await cache.get('video')).toBe('Sintel');
    await sayUntilHeard('after');
    await limits[0]!.reset('ann');
    expect(await hereAndThere()).toEqual([true, true, false]);
    expect(lines.filter((line) => line === 'info: Redis is back')).toHaveLength(2);
  });
});
