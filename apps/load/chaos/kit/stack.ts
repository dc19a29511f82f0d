import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { findFreePort } from '../../../../scripts/lib/ports.mjs';
import {
  startRestartablePostgres,
  type RestartablePostgres,
} from '../../../../scripts/lib/restartable-postgres.mjs';
import { migrate } from '../../../../scripts/migrate.mjs';
import { createApiNode, type ApiNode } from './api-node.js';
import { startFront, type Front } from './front.js';
import { startReaper } from './reaper.js';
import { openRedisLine, type RedisLine } from './redis-line.js';
import { startRedis, type RedisServer } from './redis.js';

/** An installation as an operator runs it, of real processes: nginx, nodes, PostgreSQL, Redis. */
export interface Stack {
  /** Of the front. */
  url: string;
  botToken: string;
  nodes: readonly ApiNode[];
  front: Front;
  postgres: RestartablePostgres;
  redis: RedisServer;
  /** One for each node, in their order. */
  redisLines: readonly RedisLine[];
  /** Asks PostgreSQL past every node. */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Asks Redis past every line. */
  redisClient: Redis;
  stop(): Promise<void>;
}

const NODES = ['node-1', 'node-2', 'node-3'];

export async function startStack(): Promise<Stack> {
  const reaper = startReaper();
  const undo: (() => unknown)[] = [() => reaper.close()];
  const stop = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-chaos-'));
    reaper.watchFolder(folder);

    const postgres = await startRestartablePostgres();
    reaper.watchGroup(postgres.pid());
    reaper.watchFolder(postgres.home);
    undo.push(() => postgres.stop());
    await migrate({ databaseUrl: postgres.databaseUrl, log: () => undefined });
    const redis = await startRedis(reaper, folder);
    undo.push(() => redis.down());

    const botToken = `1234567890:${randomBytes(26).toString('base64url')}`;
    const jwtSecret = randomBytes(32).toString('base64url');
    const redisLines = await Promise.all(NODES.map(() => openRedisLine(redis.port)));
    undo.push(() => Promise.all(redisLines.map((line) => line.close())));
    const nodes = await Promise.all(
      redisLines.map(async (line, index) =>
        createApiNode({
          name: NODES[index] ?? '',
          port: await findFreePort(),
          reaper,
          env: {
            NODE_ENV: 'production',
            HOST: '127.0.0.1',
            PUBLIC_URL: 'https://party.example.org',
            TRUST_PROXY: '1',
            DATABASE_URL: postgres.databaseUrl,
            REDIS_URL: line.url,
            BOT_TOKEN: botToken,
            JWT_SECRET: jwtSecret,
            ...LIMITS,
          },
        }),
      ),
    );
    for (const node of nodes) undo.push(() => node.kill());
    await Promise.all(nodes.map((node) => node.start()));

    const front = await startFront(nodes, reaper);
    undo.push(() => front.stop());
    const pool = new pg.Pool({ connectionString: postgres.databaseUrl, max: 4 });
    pool.on('error', () => undefined);
    undo.push(() => pool.end());
    const redisClient = new Redis(redis.port, '127.0.0.1');
    redisClient.on('error', () => undefined);
    undo.push(() => redisClient.disconnect());

    return {
      url: front.url,
      botToken,
      nodes,
      front,
      postgres: {
        ...postgres,
        async up() {
          await postgres.up();
          reaper.watchGroup(postgres.pid());
        },
      },
      redis,
      redisLines,
      redisClient,
      async query<Row>(text: string, values: unknown[] = []) {
        const { rows } = await pool.query(text, values);
        return rows as Row[];
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a crowd needs that does in a minute what people do in an evening. */
const LIMITS = {
  RATE_LIMIT_API: '1000000/15m',
  RATE_LIMIT_ROOMS: '100000/1h',
  RATE_LIMIT_MESSAGES: '100000/1m',
  RATE_LIMIT_REACTIONS: '100000/1m',
  RATE_LIMIT_EVENTS: '100000/10s',
  // A seat that nobody came back for is free again while a scenario still looks.
  SEAT_GRACE_SECONDS: '8',
};
