import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import { parseRedisTarget, type RedisTarget } from '../../src/platform/redis/redis-target.js';
import { redisProcess, type RedisProcess } from './redis-process.js';
import { redisServer, type RedisServer } from './redis-server.js';
import { until } from './until.js';

const SENTINELS = 3;
const QUORUM = 2;
const DOWN_AFTER_MS = 500;

/** A master, its replica and the sentinels that put one in the place of the other. */
export interface RedisSentinels {
  /** As REDIS_URL and REDIS_SENTINEL_MASTER take them. */
  url: string;
  masterName: string;
  target: RedisTarget;
  master: RedisServer;
  stop(): Promise<void>;
}

export async function redisSentinels(): Promise<RedisSentinels> {
  const masterName = 'party';
  const folder = await mkdtemp(path.join(tmpdir(), 'redis-sentinels-'));
  const master = await redisServer(['--repl-diskless-sync-delay', '0']);
  const masterPort = new URL(master.url).port;
  const replica = await redisServer(['--replicaof', '127.0.0.1', masterPort]);
  const sentinels = await Promise.all(
    Array.from({ length: SENTINELS }, (_, index) =>
      prepareSentinel(path.join(folder, `sentinel-${index}.conf`), { masterName, masterPort }),
    ),
  );
  const admins = sentinels.map(({ port }) => new Redis({ host: '127.0.0.1', port, lazyConnect: true }));

  const haveMet = async (): Promise<boolean> => {
    const states = await Promise.all(admins.map((admin) => admin.call('SENTINEL', 'MASTER', masterName)));
    return states.every((state) => {
      const fields = state as string[];
      const numberOf = (name: string): number => Number(fields[fields.indexOf(name) + 1]);
      return numberOf('num-slaves') === 1 && numberOf('num-other-sentinels') === SENTINELS - 1;
    });
  };
  const follows = async (): Promise<boolean> =>
    (await withAdmin(replica.url, (admin) => admin.info('replication'))).includes('master_link_status:up');
  const stop = async (): Promise<void> => {
    for (const admin of admins) admin.disconnect();
    await Promise.all([...sentinels, master, replica].map((process) => process.kill()));
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await master.start();
    await replica.start();
    await Promise.all(sentinels.map((sentinel) => sentinel.start()));
    await until('the sentinels know of each other and of the replica', haveMet);
    await until('the replica follows', follows);
  } catch (error) {
    await stop();
    throw error;
  }

  const url = sentinels.map(({ port }) => `redis://127.0.0.1:${port}`).join(',');
  return {
    url,
    masterName,
    target: parseRedisTarget({ url, sentinelMaster: masterName }),
    master,
    stop,
  };
}

async function prepareSentinel(
  file: string,
  { masterName, masterPort }: { masterName: string; masterPort: string },
): Promise<RedisProcess & { port: number }> {
  const port = await findFreePort();
  await writeFile(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `sentinel monitor ${masterName} 127.0.0.1 ${masterPort} ${QUORUM}`,
      `sentinel down-after-milliseconds ${masterName} ${DOWN_AFTER_MS}`,
      `sentinel failover-timeout ${masterName} 5000`,
    ].join('\n'),
  );
  return { port, ...redisProcess([file, '--sentinel'], 'Sentinel ID is') };
}

async function withAdmin<T>(url: string, act: (admin: Redis) => Promise<T>): Promise<T> {
  const admin = new Redis(url);
  try {
    return await act(admin);
  } finally {
    admin.disconnect();
  }
}
